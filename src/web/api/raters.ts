// What raters propose and what the team answers to standings, by API: for the rater, and for two of the team.
import { z } from '@hono/zod-openapi';
import { parseId } from '../../base/ids.ts';
import { uiLangs } from '../../base/lang.ts';
import { mailboxOf } from '../../core/let-in.ts';
import {
  longestProposal,
  proposalKinds,
  proposalNoes,
  proposalsPerDay,
  shortestProposal,
} from '../../core/rater-proposal.ts';
import {
  decideStandingAnswer,
  inviteRaterByLetter,
  longestAnswer,
  proposeAsRater,
  settleProposal,
  weighProposal,
  writeStandingAnswer,
} from '../../desk/index.ts';
import { slowed } from '../desk/slowed.ts';
import { privately } from '../door.ts';
import { raterOf } from '../rater-door.ts';
import { raterInvitation } from '../rater-letters.ts';
import { decision } from './decision.ts';
import { listOf, made, madeReply, pathId, texts } from './desk/shapes.ts';
import { deskOperation, done, refused, told } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { day, idText } from './schemas.ts';
import { standing } from './standing-schemas.ts';

const kind = z.enum(proposalKinds);
const noes = z.enum(proposalNoes);

export const proposeAsRaterOperation = operation({
  method: 'post',
  path: '/ratings/proposals',
  summary: 'Propose evidence, context or better words',
  detail: `To a check of ours (\`check\`), or to a case with a public note (\`note\`, its number). Public once two of the team accept it. No more than ${proposalsPerDay} a day. Bears \`Authorization: Bearer rater.SESSION\`, or the cookie of our own pages.`,
  body: {
    json: z
      .strictObject({
        check: idText.optional(),
        note: z.int().min(1).max(999_999_999).optional(),
        kind,
        says: z
          .string()
          .max(longestProposal * 2)
          .openapi({
            description: `${shortestProposal} to ${longestProposal} characters; nothing that leads to a person`,
          }),
        url: z
          .string()
          .max(2000)
          .nullable()
          .default(null)
          .openapi({ description: 'Of the source; evidence needs one' }),
        lang: z.enum(uiLangs).default('vi'),
      })
      .openapi('ProposalGiven'),
  },
  replies: { 201: { description: 'It waits; its id', schema: made } },
  problems: ['signed-out', 'not-found', 'invalid-input', 'rate-limited'],
  answer: async (door, { asked, json }) => {
    const here = await raterOf(door, asked);
    if (here === undefined) return { code: 'signed-out' };
    const { world } = door.options;
    const check = json.check === undefined ? undefined : parseId(json.check);
    if ((check === undefined) === (json.note === undefined)) return { code: 'invalid-input', field: 'check' };
    const note = json.note === undefined ? undefined : await world.appeals.noted(json.note);
    const to = check === undefined ? note && { case: note.id } : { check };
    if (to === undefined) return { code: 'not-found' };
    const proposed = await proposeAsRater(world, here, { ...json, to });
    if (proposed.ok) return jsonReply(asked, { id: proposed.value }, { status: 201, headers: privately });
    const { code, field } = proposed.error;
    if (code === 'not-found') return { code };
    if (code === 'proposals-full') return { code: 'rate-limited', reason: code, retryAfter: 86_400 };
    return { code: 'invalid-input', reason: code, ...(field === undefined ? {} : { field }) };
  },
});

const about = {
  check: z.string().nullable().openapi({ description: 'The slug of the check it is proposed to' }),
  note: z.int().nullable().openapi({ description: 'Or the number of the case whose note is public' }),
};

/** One’s own, with what became of it. */
export const ownProposal = z
  .object({
    id: idText,
    kind,
    ...about,
    proposedOn: day,
    state: z.enum(['waiting', 'accepted', 'declined', 'over']),
    reason: noes.nullable(),
  })
  .openapi('OwnProposal');

/** One that two accepted. */
export const acceptedProposal = z
  .object({
    id: idText,
    kind,
    says: z.string(),
    url: z.string().nullable(),
    lang: z.string(),
    acceptedOn: day,
    letIn: z.boolean(),
  })
  .openapi('AcceptedProposal');

export const standingAnswer = z
  .object({ id: idText, says: texts, cut: z.int(), standing, answeredOn: day, letIn: z.boolean() })
  .openapi('StandingAnswer');

const waitingProposals = z.object({
  proposals: listOf(
    z
      .object({
        id: idText,
        kind,
        says: z.string(),
        url: z.string().nullable(),
        lang: z.string(),
        ...about,
        proposedOn: day,
        weighed: z
          .object({ as: z.enum(['accepted', 'declined']), reason: noes.nullable(), by: idText, on: day })
          .nullable()
          .openapi({ description: 'What one of the team said of it, waiting for another' }),
      })
      .openapi('ProposalWaiting'),
  ),
});

const proposalsOperation = deskOperation({
  method: 'get',
  path: '/desk/rater-proposals',
  summary: 'List what raters propose',
  detail: 'What nobody settled yet, the oldest first. None of it is public, and nothing says whose it is.',
  right: 'proposals.weigh',
  replies: { 200: { description: 'What waits', schema: waitingProposals } },
  problems: [],
  answer: async (door) => {
    const proposals = await door.options.world.proposals.waiting();
    return told(waitingProposals, {
      proposals: proposals.map((one) => ({ ...one, check: one.check?.slug ?? null })),
    });
  },
});

const params = z.object({ id: pathId() });

const weighOperation = deskOperation({
  method: 'post',
  path: '/desk/rater-proposals/{id}/weighing',
  summary: 'Say what should become of a proposal',
  detail: 'Nothing follows before another person agrees. To decline takes one of the reasons.',
  right: 'proposals.weigh',
  by: 'proven',
  params,
  body: {
    json: z
      .strictObject({ as: z.enum(['accepted', 'declined']), reason: noes.nullable().default(null) })
      .openapi('ProposalWeighing'),
  },
  replies: { 204: { description: 'Said' } },
  problems: ['not-found', 'invalid-input', 'proposal-settled'],
  answer: async (door, { params, json }, { member }) => {
    const id = parseId(params.id);
    if (id === undefined) return { code: 'not-found' };
    const said = await weighProposal(door.options.world, member, id, json);
    return said.ok ? done() : refused(said.error);
  },
});

const settleOperation = deskOperation({
  method: 'post',
  path: '/desk/rater-proposals/{id}/decision',
  summary: 'Agree with what was said of a proposal, or not',
  detail:
    'Agreed to be accepted, it is public at once, with its leaf of the public log; agreed to be declined, its words are gone. Refused, it waits as if nobody had said anything. Nobody agrees with themselves.',
  right: 'proposals.weigh',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('ProposalDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'proposal-own', 'let-in-lately', 'first-without-right', 'proposal-settled'],
  answer: async (door, { params, json }, { member }) => {
    const id = parseId(params.id);
    if (id === undefined) return { code: 'not-found' };
    const as = json.decision === 'agree' ? 'agreed' : 'refused';
    const settled = await settleProposal(door.options.world, member, id, as);
    return settled.ok ? done() : refused(settled.error);
  },
});

const waitingAnswers = z.object({
  answers: listOf(
    z
      .object({ id: idText, says: texts, cut: z.int(), standing, check: z.string(), writtenBy: idText, writtenOn: day })
      .openapi('StandingAnswerWaiting'),
  ),
});

const answersOperation = deskOperation({
  method: 'get',
  path: '/desk/standing-answers',
  summary: 'List answers to standings that wait for a second person',
  detail: 'The oldest first. None of it is public.',
  right: 'standings.answer',
  replies: { 200: { description: 'What waits', schema: waitingAnswers } },
  problems: [],
  answer: async (door) => {
    const answers = await door.options.world.standingAnswers.waiting();
    return told(waitingAnswers, { answers: answers.map((one) => ({ ...one, check: one.check.slug })) });
  },
});

const sentence = z.string().max(longestAnswer * 2);

const writeAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/standing-answers',
  summary: 'Answer what raters say of a check',
  detail:
    'To what stands by the last cut, in every language of the interface. Changes nothing of the standing; public beside it once somebody else agrees.',
  right: 'standings.answer',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        check: z.string().max(200).openapi({ description: 'Its slug' }),
        says: z.strictObject(
          Object.fromEntries(uiLangs.map((lang) => [lang, sentence])) as Record<
            (typeof uiLangs)[number],
            typeof sentence
          >,
        ),
      })
      .openapi('StandingAnswerGiven'),
  },
  replies: { 201: { description: 'It waits; its id', schema: made } },
  problems: ['invalid-input'],
  answer: async (door, { json }, { member }) => {
    const written = await writeStandingAnswer(door.options.world, member, json);
    return written.ok ? madeReply({ id: written.value }) : refused(written.error);
  },
});

const decideAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/standing-answers/{id}/decision',
  summary: 'Agree that an answer to a standing is public, or refuse it',
  detail: 'Agreed to, it is public at once, with its leaf of the public log. Nobody agrees to their own.',
  right: 'standings.answer',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('StandingAnswerDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'answer-own', 'let-in-lately', 'first-without-right', 'answer-settled'],
  answer: async (door, { params, json }, { member }) => {
    const id = parseId(params.id);
    if (id === undefined) return { code: 'not-found' };
    const as = json.decision === 'agree' ? 'agreed' : 'refused';
    const decided = await decideStandingAnswer(door.options.world, member, id, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

const takeBackAnswerOperation = deskOperation({
  method: 'delete',
  path: '/desk/standing-answers/{id}',
  summary: 'Take back an answer of one’s own',
  detail: 'As long as nobody decided. It was never public.',
  right: 'standings.answer',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'answer-settled'],
  answer: async (door, { params }, { member }) => {
    const id = parseId(params.id);
    if (id === undefined) return { code: 'not-found' };
    const taken = await decideStandingAnswer(door.options.world, member, id, 'withdrawn');
    return taken.ok ? done() : refused(taken.error);
  },
});

const inviteOperation = deskOperation({
  method: 'post',
  path: '/desk/rater-invitations',
  summary: 'Invite somebody to rate',
  detail:
    'By a letter with a link that opens once, within a week. Nothing is kept before that, and nothing is told of the address. How many came by invitation stands in the public log, by the day. One account sends ten on a day.',
  right: 'raters.invite',
  by: 'proven',
  body: {
    json: z.strictObject({ email: z.string().max(254), lang: z.enum(uiLangs).default('vi') }).openapi('RaterInvited'),
  },
  replies: { 204: { description: 'The letter was handed over' } },
  problems: ['invalid-input', 'rate-limited', 'not-now'],
  answer: async (door, { json }, { member }) => {
    const { world, organisation, mails } = door.options;
    if (mails === false) return { code: 'not-now', reason: 'mail-unavailable' };
    const wait = slowed(door, `rater ${mailboxOf(json.email)}`, 'letter');
    if (wait > 0) return { code: 'rate-limited', retryAfter: wait };
    const letter = raterInvitation(organisation, json.lang);
    const invited = await inviteRaterByLetter(world, member, { email: json.email, letter });
    if (invited.ok) return done();
    if (invited.error.code === 'rate-invitations-full')
      return { code: 'rate-limited', reason: 'rate-invitations-full', retryAfter: 86_400 };
    return invited.error.code === 'mail-unavailable'
      ? { code: 'not-now', reason: 'mail-unavailable' }
      : refused(invited.error);
  },
});

/** Of the team, in the order in which the document tells them. */
export const ratersOfDesk = [
  proposalsOperation,
  weighOperation,
  settleOperation,
  answersOperation,
  writeAnswerOperation,
  decideAnswerOperation,
  takeBackAnswerOperation,
  inviteOperation,
] as const;
