// A rater proposes a source, context or better words. No free talk: one of three kinds, and two of the team weigh it.
import { textIn } from '../../core/check.ts';
import { longestProposal, proposalKinds, shortestProposal } from '../../core/rater-proposal.ts';
import { checkPath, notePath, ratePath, rateProposePath } from './addresses.ts';
import { Choice, Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const RateProposePage = ({ view, page }: { readonly view: View; readonly page: PageOf<'rate-propose'> }) => {
  const { t, lang } = view;
  const { about, typed, refused } = page;
  const told = textIn(about.titles, lang);
  const here = about.slug === undefined ? notePath(lang, about.note) : checkPath(lang, about.slug);
  const wrong = (field: string) => refused?.field === field;
  return (
    <div class="narrow asked rate">
      <header class="page-head">
        <p class="eyebrow">{t('propose.title')}</p>
        <h1 lang={told.lang}>{told.text}</h1>
        <p class="lead">{t('propose.lead')}</p>
      </header>
      <p>
        <a href={here}>{t('rate.read')}</a>
      </p>
      <form class="asked-form" method="post" action={rateProposePath(lang, about)}>
        {refused !== null && <Refused view={view} code={refused.code} kept={null} />}
        <Choice
          name="kind"
          legend={t('propose.what')}
          options={proposalKinds.map((value) => ({
            value,
            label: t(`proposal.kind.${value}`),
            hint: t(`propose.kind.${value}.hint`),
          }))}
          chosen={typed.kind}
        />
        <Field name="says" label={t('propose.says')} hint={t('propose.says-hint')} wrong={wrong('says')}>
          {(described) => (
            <textarea
              {...described}
              name="says"
              rows={5}
              required
              minLength={shortestProposal}
              maxLength={longestProposal}
            >
              {typed.says}
            </textarea>
          )}
        </Field>
        <Field name="url" label={t('propose.url')} hint={t('propose.url-hint')} wrong={wrong('url')}>
          {(described) => <input {...described} type="url" name="url" maxLength={2000} value={typed.url} />}
        </Field>
        <div class="asked-ways">
          <button class="button button-strong" type="submit">
            {t('propose.send')}
          </button>
          <a class="button button-quiet" href={ratePath(lang)}>
            {t('rate.later')}
          </a>
        </div>
      </form>
    </div>
  );
};
