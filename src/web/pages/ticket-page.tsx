// The asker's private page: where the question stands, what happens next, and the way to take it back.
import { frontPath, withdrawPath } from './addresses.ts';
import { ClaimAnswers } from './claim-answers.tsx';
import { ClaimWorkLine, hasEnded, stageOfClaim } from './claim-work.tsx';
import { MarkedMessage } from './marked-message.tsx';
import { othersAsking } from './others-asking.ts';
import type { PageOf } from './page-of.ts';
import { PlainMessage } from './plain-message.tsx';
import { TicketContact } from './ticket-contact.tsx';
import { TicketQuestions } from './ticket-questions.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'ticket'> };

export const TicketPage = ({ view, page }: Props) => {
  const { t } = view;
  if (page.withdrawn) return <Withdrawn view={view} page={page} />;
  const answered = page.claims.length > 0 && page.claims.every((c) => c.outcome === 'known');
  const ended = page.claims.some(hasEnded) && page.claims.every((c) => c.outcome === 'known' || hasEnded(c));
  return (
    <div class="narrow">
      <header class="answer-head">
        <p class="eyebrow">{t('ticket.eyebrow')}</p>
        <h1>{t(headingOf(page))}</h1>
        <p class="lead">{t('ticket.keep')}</p>
      </header>
      {page.asked && <TicketQuestions view={view} token={page.token} asked={page.asked} />}
      {!ended && <Steps view={view} page={page} answered={answered} />}
      {page.message !== null ? (
        <Message view={view} page={page} message={page.message} />
      ) : (
        <p class="note">{t(erasedOf(page))}</p>
      )}
      {page.claims.map((claim, i) => {
        const others = othersAsking(view, claim.othersAsking);
        // The steps above have said already that it waits.
        if (claim.outcome === 'new' && !inParts(page))
          return (
            <section class="block" key={`${claim.span.start}`} aria-label={t('work.title')}>
              <ClaimWorkLine view={view} claim={claim} templates={page.templates} />
              {others && <p class="hint">{others}</p>}
            </section>
          );
        return (
          <section
            class="claim"
            id={`part-${i + 1}`}
            key={`${claim.span.start}`}
            aria-labelledby={`part-${i + 1}-title`}
          >
            <h2 class="claim-title" id={`part-${i + 1}-title`}>
              {inParts(page) && (
                <span class={`claim-number part-${hasEnded(claim) ? 'over' : claim.outcome}`}>{i + 1}</span>
              )}
              {t(hasEnded(claim) ? 'ticket.part-over' : `answer.part-${claim.outcome}-title`)}
            </h2>
            <ClaimWorkLine view={view} claim={claim} templates={page.templates} />
            {others && <p class="hint">{others}</p>}
            {(claim.outcome !== 'new' || !hasEnded(claim)) && (
              <ClaimAnswers view={view} claim={claim} message={page.message} answerId={null} />
            )}
          </section>
        );
      })}
      {page.contact && <TicketContact view={view} token={page.token} contact={page.contact} />}
      <Receipt view={view} page={page} />
      <section class="block no-print" aria-labelledby="withdraw">
        <h2 id="withdraw">{t('withdraw.title')}</h2>
        <p>{t('withdraw.lead')}</p>
        <form method="post" action={withdrawPath(view.lang, page.token)}>
          <button class="button button-quiet" type="submit">
            {t('withdraw.button')}
          </button>
        </form>
      </section>
    </div>
  );
};

const headingOf = ({ claims }: PageOf<'ticket'>) => {
  const answered = claims.filter(({ outcome }) => outcome === 'known').length;
  const over = claims.filter(hasEnded).length;
  if (answered > 0) return answered === claims.length ? 'ticket.answered' : 'ticket.partly';
  if (over > 0) return over === claims.length ? 'work.ended' : 'ticket.partly-over';
  return 'ticket.waiting';
};

/** Why the words are gone, and whether anything is still to come. */
const erasedOf = ({ claims }: PageOf<'ticket'>) => {
  const person = claims.filter((claim) => stageOfClaim(claim) === 'closed-private-person');
  if (person.length > 0)
    return person.some(({ work }) => work?.sealed) ? 'ticket.locked-private' : 'ticket.erased-private';
  return claims.some((claim) => claim.outcome !== 'known' && !hasEnded(claim)) ? 'ticket.erased' : 'ticket.erased-over';
};

/** One claim and nothing else needs no marks and no numbers. */
const inParts = ({ claims, opinions }: PageOf<'ticket'>): boolean => claims.length > 1 || opinions.length > 0;

const Message = ({ view, page, message }: Props & { readonly message: string }) =>
  inParts(page) ? (
    <MarkedMessage view={view} message={message} claims={page.claims} opinions={page.opinions} />
  ) : (
    <PlainMessage view={view} message={message} />
  );

type State = 'done' | 'now' | 'later';

const Steps = ({ view, page, answered }: Props & { readonly answered: boolean }) => {
  const { t } = view;
  const steps: readonly { readonly text: string; readonly state: State }[] = [
    { text: t('step.received', { day: view.day(page.day) }), state: 'done' },
    { text: t('step.searched'), state: 'done' },
    { text: t('step.waiting'), state: answered ? 'done' : 'now' },
    { text: t('step.answer'), state: answered ? 'done' : 'later' },
  ];
  return (
    <section class="block" aria-labelledby="steps">
      <h2 id="steps">{t('step.title')}</h2>
      <ol class="steps">
        {steps.map(({ text, state }) => (
          <li key={text} class={`step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span class="visually-hidden">{t(`step.${state}`)}: </span>
            {text}
          </li>
        ))}
      </ol>
      {!answered && <p class="hint">{t('step.no-promise')}</p>}
    </section>
  );
};

const Receipt = ({ view, page }: Props) => (
  <section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" class="eyebrow">
      {view.t('receipt.title')}
    </h2>
    <p class="receipt-line">
      {view.t('receipt.line', { day: view.day(page.day), organisation: view.shell.organisation.name })}
    </p>
    <p class="hint">
      {view.t('receipt.holds')}
      {page.erasedBy !== null && <> {view.t('receipt.erased-by', { day: view.day(page.erasedBy) })}</>}
    </p>
  </section>
);

const Withdrawn = ({ view, page }: Props) => (
  <div class="narrow">
    <header class="answer-head">
      <p class="eyebrow">{view.t('ticket.eyebrow')}</p>
      <h1>{view.t('withdrawn.title')}</h1>
      <p class="lead">{view.t('withdrawn.lead')}</p>
    </header>
    <Receipt view={view} page={page} />
    <p>
      <a href={frontPath(view.lang)}>{view.t('answer.again')}</a>
    </p>
  </div>
);
