// One's own work beside the published check: what is alike, what differs, and why it was concluded. No marks.
import type { ComponentChildren } from 'preact';
import { type Check, cardOf, textIn } from '../../../core/check.ts';
import { type Comparison, subjectOf } from '../../../core/practice.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { checkPath, inLanguage } from '../../pages/addresses.ts';
import { markdown } from '../../pages/markdown.ts';
import { VerdictShape } from '../../pages/verdict-shape.tsx';
import { shortBelow, verdictWord, wordOf } from '../../pages/verdict-words.ts';
import type { View } from '../../pages/view.ts';
import type { PracticePageOf } from './practice-model.ts';

type Props = {
  readonly view: View;
  readonly page: PracticePageOf<'desk-practice-try'>;
  readonly check: Check;
  readonly comparison: Comparison;
};

export const PracticeComparison = ({ view, page, check, comparison }: Props) => {
  const { t, lang } = view;
  const { attempt } = page;
  const { lang: told, text } = textIn(check.texts, view.lang);
  const { verdict, checkable, sources } = comparison;
  const apart = sources.filter(({ same }) => !same).length;
  return (
    <section class="practice-compare" aria-labelledby="compare">
      <h2 id="compare">{t('practice.step.compare')}</h2>
      <p class="hint">{t('practice.compare.lead')}</p>
      <Part view={view} title={t('practice.step.verdict')} same={verdict.nearness === 'same'}>
        <Pair
          view={view}
          yours={<Told view={view} verdict={verdict.given} />}
          theirs={<Told view={view} verdict={verdict.decided} />}
        />
        <p>{t(`practice.compare.verdict-${verdict.nearness}`)}</p>
      </Part>
      <Part view={view} title={t('practice.compare.short')} same={null}>
        <Pair
          view={view}
          yours={<p lang={attempt.lang}>{attempt.short || t('practice.compare.no-short')}</p>}
          theirs={<p lang={told}>{shortBelow(wordOf(view, cardOf(check)), text.short)}</p>}
        />
        <p class="hint">{t('practice.compare.short-tip')}</p>
      </Part>
      <Part view={view} title={t('practice.compare.sources')} same={apart === 0}>
        <p>
          {apart === 0 ? t('practice.compare.sources-same') : t('practice.compare.sources-differ', { count: apart })}
        </p>
        <Sources view={view} check={check} sources={sources} />
      </Part>
      <Part view={view} title={t('practice.step.checkable')} same={checkable.same}>
        <Pair
          view={view}
          yours={<p>{t(`practice.checkable.${checkable.given}`)}</p>}
          theirs={<p>{t('practice.checkable.yes')}</p>}
        />
        <p>{t(checkable.same ? 'practice.compare.checkable-same' : 'practice.compare.checkable-differs')}</p>
      </Part>
      {(text.how || text.known) !== '' && (
        <section class="practice-why" aria-labelledby="why">
          <h3 id="why">{t('practice.compare.why')}</h3>
          <div class="prose" lang={told} dangerouslySetInnerHTML={{ __html: markdown(text.how || text.known) }} />
          <p>
            <a href={checkPath(lang, check.slug)}>{t('practice.compare.read')}</a>
          </p>
        </section>
      )}
      <Onward view={view} page={page} />
    </section>
  );
};

/** One thing that is compared; `same` is null where nothing is alike or unlike. */
export const Part = ({
  view,
  title,
  same,
  children,
}: {
  readonly view: View;
  readonly title: string;
  readonly same: boolean | null;
  readonly children: ComponentChildren;
}) => (
  <section class="practice-part">
    <h3>
      {title}{' '}
      {same !== null && (
        <span class={same ? 'tag practice-alike' : 'tag'}>
          {view.t(same ? 'practice.compare.same' : 'practice.compare.differs')}
        </span>
      )}
    </h3>
    {children}
  </section>
);

/** One's own beside what was decided. */
export const Pair = ({
  view,
  yours,
  theirs,
}: {
  readonly view: View;
  readonly yours: ComponentChildren;
  readonly theirs: ComponentChildren;
}) => (
  <dl class="practice-pair">
    <div>
      <dt>{view.t('practice.compare.yours')}</dt>
      <dd>{yours}</dd>
    </div>
    <div>
      <dt>{view.t('practice.compare.theirs')}</dt>
      <dd>{theirs}</dd>
    </div>
  </dl>
);

const Told = ({ view, verdict }: { readonly view: View; readonly verdict: Verdict }) => (
  <p class={`practice-verdict tone-${verdict}`}>
    <VerdictShape tone={verdict} />
    <strong>{verdictWord(view, verdict)}</strong>
  </p>
);

const Sources = ({
  view,
  check,
  sources,
}: {
  readonly view: View;
  readonly check: Check;
  readonly sources: Comparison['sources'];
}) => (
  <ul class="practice-weighed">
    {check.evidence.map((one, i) => {
      const weighed = sources[i];
      return (
        <li key={`${i} ${one.title}`} class={weighed?.same === false ? 'differs' : undefined}>
          <p>
            <strong>{one.publisher}</strong>: <span lang={one.lang ?? undefined}>{one.title}</span>
          </p>
          <p class="meta">
            <span>{view.t(weighed?.taken ? 'practice.compare.taken' : 'practice.compare.not-taken')}</span>
            <span class={`tag tag-${one.interest}`}>{view.t(`interest.${one.interest}`)}</span>
            <span>{view.t(`stance.${one.stance}`)}</span>
          </p>
        </li>
      );
    })}
  </ul>
);

/** What comes after a comparison: another one, the same again, or nothing of it kept. */
export const Onward = ({ view, page }: Pick<Props, 'view' | 'page'>) => {
  const { t, lang } = view;
  const home = inLanguage(lang, '/desk/practice');
  return (
    <div class="practice-go no-print">
      <form method="post" action={home}>
        <button class="button button-strong" type="submit">
          {t('practice.compare.another')}
        </button>
      </form>
      <form method="post" action={home}>
        <input type="hidden" name="of" value={subjectOf(page.attempt)} />
        <button class="button button-quiet" type="submit">
          {t('practice.again')}
        </button>
      </form>
      <form method="post" action={`${home}/${page.attempt.id}/delete`}>
        <button class="button button-plain" type="submit">
          {t('practice.delete')}
        </button>
      </form>
    </div>
  );
};
