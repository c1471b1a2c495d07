// Beside what stands of a check: what the team answers to it, and what raters added that two of the team accepted.
import { textIn } from '../../core/check.ts';
import type { AcceptedProposal } from '../../desk/rater-proposal-ports.ts';
import type { StandingAnswer } from '../../desk/standing-answer-ports.ts';
import type { PageProofs } from './background-model.ts';
import { LeafProof } from './log-proof.tsx';
import type { View } from './view.ts';

export const AnswersToStanding = ({
  view,
  answers,
  proofs,
}: {
  readonly view: View;
  readonly answers: readonly StandingAnswer[];
  readonly proofs: PageProofs | undefined;
}) => {
  const { t } = view;
  if (answers.length === 0) return null;
  return (
    <section class="standing-answers" aria-labelledby="standing-answers">
      <h3 id="standing-answers">{t('standing.answers')}</h3>
      <ul class="plain-list">
        {answers.map(({ id, says, cut, standing, answeredOn, letIn }) => {
          const { lang, text } = textIn(says, view.lang);
          return (
            <li key={id} data-told-in>
              <p lang={lang} data-told={`content.${lang}`}>
                {text}
              </p>
              <p class="meta">
                <time dateTime={answeredOn}>{view.day(answeredOn)}</time>
                <span>{t('standing.answers.to', { standing: t(`standing.${standing}`), cut })}</span>
                {letIn && <span class="tag">{t('decide.let-in.tag')}</span>}
              </p>
              <LeafProof view={view} proofs={proofs} of={`standing-answer:${id}`} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

export const AddedByRaters = ({
  view,
  added,
  proofs,
}: {
  readonly view: View;
  readonly added: readonly AcceptedProposal[];
  readonly proofs: PageProofs | undefined;
}) => {
  const { t } = view;
  if (added.length === 0) return null;
  return (
    <section class="standing-answers" aria-labelledby="added">
      <h3 id="added">{t('standing.added')}</h3>
      <p class="hint">{t('standing.added.lead')}</p>
      <ul class="plain-list">
        {added.map((one) => (
          <li key={one.id} data-told-in>
            <Proposed view={view} proposal={one} />
            <p class="meta">
              <time dateTime={one.acceptedOn}>{view.day(one.acceptedOn)}</time>
              {one.letIn && <span class="tag">{t('decide.let-in.tag')}</span>}
            </p>
            <LeafProof view={view} proofs={proofs} of={`proposal:${one.id}`} />
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The words, and where the source leads, by its host. */
export const Proposed = ({
  view,
  proposal,
}: {
  readonly view: View;
  readonly proposal: Pick<AcceptedProposal, 'kind' | 'says' | 'url' | 'lang'>;
}) => (
  <>
    <p class="meta">
      <span class="tag">{view.t(`proposal.kind.${proposal.kind}`)}</span>
    </p>
    <p lang={proposal.lang === view.lang ? undefined : proposal.lang} data-told="content.says">
      {proposal.says}
    </p>
    {proposal.url !== null && (
      <p>
        <a href={proposal.url} rel="nofollow noopener noreferrer">
          {new URL(proposal.url).host}
        </a>
      </p>
    )}
  </>
);
