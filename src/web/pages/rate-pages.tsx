// Where people who rate come in, see what is drawn for them, and what became of what they said.
import { type CheckCard, textIn } from '../../core/check.ts';
import { lastDayOf } from '../../core/quarter.ts';
import { PasskeyButton } from '../desk/pages/passkey-button.tsx';
import { checkPath, listPath, notePath, rateCheckPath, ratePath, standingMethodPath } from './addresses.ts';
import { Field, Refused } from './asked-fields.tsx';
import type { PageOf } from './page-of.ts';
import { StandingShape } from './standing-of-check.tsx';
import { wordOf } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'rate'> };

export const RateHomePage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <div class="narrow asked rate">
      <header class="page-head">
        <h1>{t('rate.title')}</h1>
        <p class="lead">{t('rate.lead')}</p>
      </header>
      {page.done !== null && (
        <p class="note" role="status">
          {t(`rate.done.${page.done}`)}
        </p>
      )}
      {page.here === null ? <Join view={view} page={page} /> : <Desk view={view} page={page} here={page.here} />}
    </div>
  );
};

const Join = ({ view, page }: Props) => {
  const { t } = view;
  const { refused } = page;
  return (
    <>
      <ul class="rate-terms">
        {(['address', 'pseudonym', 'public', 'views', 'leave'] as const).map((term) => (
          <li key={term}>{t(`rate.term.${term}`)}</li>
        ))}
      </ul>
      {page.mails ? (
        <form class="asked-form" method="post" action={`${ratePath(view.lang)}/link`}>
          {refused?.code === 'rate-letters-slowed' ? (
            <p class="note note-warn" role="alert" id="refused">
              {t('rate.slowed', { minutes: Math.ceil((refused.wait ?? 60) / 60) })}
            </p>
          ) : (
            refused !== null && <Refused view={view} code={refused.code} kept={null} />
          )}
          <Field name="email" label={t('rate.email')} hint={t('rate.email-hint')} wrong={refused !== null}>
            {(described) => (
              <input {...described} type="email" name="email" autocomplete="email" required value={page.email} />
            )}
          </Field>
          <p>
            <button class="button button-strong" type="submit">
              {t('rate.send')}
            </button>
          </p>
        </form>
      ) : (
        <p class="note">{t('rate.no-mail')}</p>
      )}
      {page.passkeys && (
        <form class="asked-form" method="post" action={`${ratePath(view.lang)}/passkey`}>
          <PasskeyButton
            view={view}
            does="get"
            options={`${ratePath(view.lang)}/passkey/options`}
            label={t('rate.passkey-enter')}
          />
        </form>
      )}
      <p>
        <a href={standingMethodPath(view.lang)}>{t('standing.how')}</a>
      </p>
    </>
  );
};

const Desk = ({ view, page, here }: Props & { readonly here: NonNullable<PageOf<'rate'>['here']> }) => {
  const { t, lang } = view;
  return (
    <>
      {page.refused !== null && <Refused view={view} code={page.refused.code} kept={null} />}
      <section class="block" aria-labelledby="drawn">
        <h2 id="drawn">{t('rate.drawn')}</h2>
        <p>{t(here.drawn.length === 0 ? 'rate.drawn-none' : 'rate.drawn-lead')}</p>
        {here.drawn.length > 0 && (
          <ul class="rate-list">
            {here.drawn.map((card) => (
              <li key={card.id}>
                <ToRate view={view} card={card} />
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={listPath(lang)}>{t('rate.choose')}</a>
        </p>
      </section>
      <section class="block" aria-labelledby="rated">
        <h2 id="rated">{t('rate.rated')}</h2>
        {here.rated.length === 0 ? (
          <p>{t('rate.rated-none')}</p>
        ) : (
          <ul class="rate-list">
            {here.rated.map(({ rating, card, standing }) => (
              <li key={card.id}>
                <ToRate view={view} card={card} />
                <p class="meta">
                  <span>{t('rate.said', { level: t(`rate.level.${rating.level}`) })}</span>
                  <span class="rate-stands">
                    {standing !== null && <StandingShape standing={standing} />}
                    {standing === null ? t('rate.stands-none') : t(`standing.${standing}`)}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      {here.proposed.length > 0 && <Proposed view={view} proposed={here.proposed} />}
      <section class="block" aria-labelledby="pseudonym">
        <h2 id="pseudonym">{t('rate.pseudonym')}</h2>
        <p>
          {t('rate.pseudonym-lead', { day: view.day(lastDayOf(here.quarter)) })} <code>{here.pseudonym}</code>
        </p>
        <div class="asked-ways">
          <form method="post" action={`${ratePath(lang)}/sign-out`}>
            <button class="button button-quiet" type="submit">
              {t('rate.sign-out')}
            </button>
          </form>
          {page.passkeys && <OwnPasskeys view={view} held={here.passkeys} />}
          <details class="fold rate-leave">
            <summary>{t('rate.leave')}</summary>
            <p>{t('rate.leave-means')}</p>
            <form method="post" action={`${ratePath(lang)}/leave`}>
              <button class="button button-quiet" type="submit">
                {t('rate.leave-now')}
              </button>
            </form>
          </details>
        </div>
      </section>
    </>
  );
};

const Proposed = ({
  view,
  proposed,
}: {
  readonly view: View;
  readonly proposed: NonNullable<PageOf<'rate'>['here']>['proposed'];
}) => {
  const { t, lang } = view;
  return (
    <section class="block" aria-labelledby="proposed">
      <h2 id="proposed">{t('propose.own')}</h2>
      <ul class="rate-list">
        {proposed.map(({ id, kind, check, note, proposedOn, state, reason }) => {
          const told = check === null ? null : textIn(check.titles, lang);
          return (
            <li key={id}>
              <p class="rate-check">
                {check === null || told === null ? (
                  <a href={notePath(lang, note ?? 0)}>{t('propose.note', { number: note ?? 0 })}</a>
                ) : (
                  <a href={checkPath(lang, check.slug)} lang={told.lang === lang ? undefined : told.lang}>
                    {told.text}
                  </a>
                )}
              </p>
              <p class="meta">
                <span class="tag">{t(`proposal.kind.${kind}`)}</span>
                <time dateTime={proposedOn}>{view.day(proposedOn)}</time>
                <span>{t(`propose.state.${state}`)}</span>
                {reason !== null && <span>{t(`proposal.no.${reason}`)}</span>}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const OwnPasskeys = ({ view, held }: { readonly view: View; readonly held: number }) => {
  const { t, lang } = view;
  return (
    <details class="fold rate-leave">
      <summary>{t('rate.passkeys', { count: held })}</summary>
      <p>{t('rate.passkeys-means')}</p>
      <form method="post" action={`${ratePath(lang)}/passkeys`}>
        <PasskeyButton
          view={view}
          does="create"
          options={`${ratePath(lang)}/passkeys/options`}
          label={t('rate.passkeys-make')}
        />
        <noscript>
          <p class="hint">{t('rate.passkeys-script')}</p>
        </noscript>
      </form>
      {held > 0 && (
        <form method="post" action={`${ratePath(lang)}/passkeys/remove`}>
          <button class="button button-quiet" type="submit">
            {t('rate.passkeys-remove')}
          </button>
        </form>
      )}
    </details>
  );
};

const ToRate = ({ view, card }: { readonly view: View; readonly card: CheckCard }) => {
  const { lang, text } = textIn(card.texts, view.lang);
  return (
    <p class="rate-check">
      <a href={rateCheckPath(view.lang, card.slug)} lang={lang === view.lang ? undefined : lang}>
        {text.claim}
      </a>{' '}
      <span class="meta">{wordOf(view, card)}</span>
    </p>
  );
};

export const RateOpenPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'rate-open'> }) => {
  const { t } = view;
  return (
    <div class="narrow asked rate">
      <header class="page-head">
        <h1>{t('rate.open.title')}</h1>
        <p class="lead">{t('rate.open.lead')}</p>
      </header>
      {page.refused === null ? (
        <form class="asked-form" method="post" action={`${ratePath(view.lang)}/open`}>
          <input type="hidden" name="code" value={page.code} />
          <p>
            <button class="button button-strong" type="submit">
              {t('rate.open.go')}
            </button>
          </p>
        </form>
      ) : (
        <>
          <Refused view={view} code={page.refused} kept={null} />
          <p>
            <a href={ratePath(view.lang)}>{t('rate.open.again')}</a>
          </p>
        </>
      )}
    </div>
  );
};
