// Rating one check: what it says, three words to choose from, and reasons to tick. One minute, no words of one's own.
import { textIn } from '../../core/check.ts';
import { helpfulReasons, type RatingReason, ratingLevels, unhelpfulReasons } from '../../core/rating.ts';
import { checkPath, rateCheckPath, ratePath, rateProposePath } from './addresses.ts';
import { Choice, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import type { View } from './view.ts';

export const RateCheckPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'rate-check'> }) => {
  const { t, lang } = view;
  const { card, rated, sent } = page;
  const told = textIn(card.texts, lang);
  return (
    <div class="narrow asked rate">
      <header class="page-head">
        <p class="eyebrow">{t('rate.check.title')}</p>
        <h1 lang={told.lang}>{told.text.claim}</h1>
      </header>
      <VerdictPanel view={view} card={card} overdue={false} />
      <p>
        <a href={checkPath(lang, card.slug)}>{t('rate.read')}</a>
      </p>
      <form class="asked-form" method="post" action={rateCheckPath(lang, card.slug)}>
        {page.refused !== null && <Refused view={view} code={page.refused} kept={null} />}
        <Choice
          name="level"
          legend={t('rate.question')}
          options={ratingLevels.map((value) => ({ value, label: t(`rate.level.${value}`) }))}
          chosen={sent?.level ?? ''}
        />
        <Reasons view={view} legend={t('rate.reasons.for')} reasons={helpfulReasons} ticked={sent?.reasons ?? []} />
        <Reasons
          view={view}
          legend={t('rate.reasons.against')}
          reasons={unhelpfulReasons}
          ticked={sent?.reasons ?? []}
        />
        <p class="hint">{t('rate.reasons-hint')}</p>
        <div class="asked-ways">
          <button class="button button-strong" type="submit">
            {t(rated === null ? 'rate.save' : 'rate.save-again')}
          </button>
          <a class="button button-quiet" href={ratePath(lang)}>
            {t('rate.later')}
          </a>
        </div>
      </form>
      <p>
        <a href={rateProposePath(lang, { slug: card.slug, note: 0 })}>{t('propose.way')}</a>
      </p>
    </div>
  );
};

const Reasons = ({
  view,
  legend,
  reasons,
  ticked,
}: {
  readonly view: View;
  readonly legend: string;
  readonly reasons: readonly RatingReason[];
  readonly ticked: readonly RatingReason[];
}) => (
  <fieldset class="asked-choice">
    <legend>{legend}</legend>
    {reasons.map((reason) => (
      <label key={reason}>
        <input type="checkbox" name={`reason-${reason}`} value="yes" checked={ticked.includes(reason)} />
        <span>{view.t(`rate.reason.${reason}`)}</span>
      </label>
    ))}
  </fieldset>
);
