// One's own work beside the reason for which a claim was declined. No marks.
import { textIn } from '../../../core/check.ts';
import type { DeclinedComparison as Compared } from '../../../core/practice.ts';
import type { DeclinedClaim } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { Onward, Pair, Part } from './practice-comparison.tsx';
import type { PracticePageOf } from './practice-model.ts';

type Props = {
  readonly view: View;
  readonly page: PracticePageOf<'desk-practice-try'>;
  readonly declined: DeclinedClaim;
  readonly comparison: Compared;
};

export const DeclinedComparison = ({ view, page, declined, comparison }: Props) => {
  const { t } = view;
  const { given, decided, same } = comparison;
  const explained = textIn(declined.explain, view.lang);
  const how = same ? 'same' : given === 'yes' ? 'yes' : 'other';
  return (
    <section class="practice-compare" aria-labelledby="compare">
      <h2 id="compare">{t('practice.step.compare')}</h2>
      <p class="hint">{t('practice.compare.lead')}</p>
      <Part view={view} title={t('practice.step.checkable')} same={same}>
        <Pair
          view={view}
          yours={<p>{t(`practice.checkable.${given}`)}</p>}
          theirs={<p>{t(`practice.checkable.${decided}`)}</p>}
        />
        <p>{t(`practice.compare.declined-${how}`)}</p>
      </Part>
      <Part view={view} title={t('practice.compare.explain')} same={null}>
        <Pair
          view={view}
          yours={<p lang={page.attempt.lang}>{page.attempt.short || t('practice.compare.no-short')}</p>}
          theirs={<p lang={explained.lang}>{explained.text}</p>}
        />
        <p class="hint">{t('practice.compare.explain-tip')}</p>
      </Part>
      <p>
        <a href={`${inLanguage(view.lang, '/declined')}#case-${declined.caseNumber}`}>
          {t('practice.compare.read-declined')}
        </a>
      </p>
      <Onward view={view} page={page} />
    </section>
  );
};
