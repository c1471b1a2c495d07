// Gathers what the page of one case shows, and draws it, also when a form on it was refused.
import { dayOf } from '../../base/clock.ts';
import { parseId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import { checklist } from '../../core/checklist.ts';
import { restorableUntil } from '../../core/evidence.ts';
import { foldWriting } from '../../core/history.ts';
import { keptApart } from '../../core/let-in.ts';
import { isQuestionKey } from '../../core/question.ts';
import { type Actor, may, type StaffId } from '../../core/rights.ts';
import { templatesInUse } from '../../core/template.ts';
import { standingOf } from '../../core/wording.ts';
import type { CaseHead, Member, RightlyAsked } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { isKey } from '../locale.ts';
import { type ProblemCode, problemCodes, withinTheHour } from '../problem.ts';
import { back, type Inside } from './inside.ts';
import { byOne, notForYou } from './not-for-you.ts';
import { type CaseForm, caseForms, casePath, type RefusedForm } from './pages/case-model.ts';

/** Enough for every case but one that was fought over; what is older is told by the API. */
const mostHistory = 1000;

/** The case an address names; undefined when there is none. */
export const caseOf = async ({ door, asked }: Inside): Promise<CaseHead | undefined> => {
  const given = asked.req.param('number') ?? '';
  return /^[1-9]\d{0,8}$/.test(given) ? door.options.world.caseWork.byNumber(Number(given)) : undefined;
};

export const actorOf = ({ who }: Inside): Actor => ({ id: who.member.id, role: who.member.role });

export const drawCase = async (here: Inside, head: CaseHead, refused: RefusedForm | null = null): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world, organisation } = door.options;
  const deed = { case: head.id, by: who.member.id, at: world.now() };
  const [closing, sealedUntil, gathered, groups, moves, question, changed, talk, states, facts, team, { lines, next }] =
    await Promise.all([
      world.closings.of(head.id),
      world.cases.sealedUntil(head.id),
      world.caseWork.gathered(head.id),
      world.caseQueue.groups(head.id),
      world.caseQueue.moves(head.id),
      world.questions.ofCase(head.id),
      world.templates.current(),
      world.caseTalk.talk(head.id),
      world.drafts.of(head.id),
      world.caseWork.facts(head.id),
      world.team.members(),
      world.caseWork.history(head.id, { before: null, limit: mostHistory }),
    ]);
  const { pending } = standingOf(gathered.wordings);
  const published = head.state === 'published' ? (await world.decisions.caseByNumber(head.number))?.check : undefined;
  const not = await notForYou(
    world,
    who.member,
    pending.map(({ id, proposedBy }) => byOne(id, proposedBy)),
    { puts: 'wording.propose', needs: 'wording.approve' },
  );
  const closingHand = closing === undefined ? null : await world.team.hand([closing.askedBy], world.now());
  const offHand = head.ourselvesOffBy === null ? null : await world.team.hand([head.ourselvesOffBy], world.now());
  const again = head.closedAs === 'not-checkable' ? ((await world.declinedClaims.ofCase(head.id)) ?? null) : null;
  // After it was read: the page still shows what is new.
  await world.caseTalk.seen(deed);
  const justSeen = talk.remarks.filter(({ unseen }) => unseen.some((id) => id === who.member.id)).length;
  const { languages } = organisation;
  const first = languages.find((one) => one === head.lang);
  const [, of, id] = /^(evidence|search|task)\.([\da-f-]{36})$/.exec(asked.req.query('removed') ?? '') ?? [];
  return door.page(
    lang,
    casePath(head.number),
    {
      page: 'desk-case',
      member: { ...who.member, mentions: Math.max(0, who.member.mentions - justSeen) },
      head,
      gathered,
      removedFiles: gathered.removedFiles.filter(({ removedAt }) => restorableUntil(removedAt) > world.now()),
      not,
      groups,
      moves,
      closing: closing ?? null,
      closingApart: closingHand && keptApart(closingHand, who.member.id, 'case.close'),
      offHand,
      again: again && { answeredOn: again.answeredOn, mine: declinedAlone(again, who.member.id, team) },
      reopenable: sealedUntil !== undefined && sealedUntil > world.now(),
      question,
      askable: templatesInUse(changed).filter((text) => text.lang === lang && isQuestionKey(text.key)),
      talk,
      states,
      published: published ?? null,
      history: { lines: foldWriting(lines), whole: next === null },
      items: checklist(facts, dayOf(world.now())),
      team,
      langs: first === undefined ? languages : [first, ...languages.filter((one) => one !== first)],
      refused,
      removed: id !== undefined && parseId(id) ? { of: of as 'evidence' | 'search' | 'task', id } : null,
      handed: handedIn(asked.req.query('had')),
      saved: asked.req.query('saved') === '1',
      taken: takenOf(asked.req.query('sent') ?? ''),
    },
    { headers: privately, status: (refused?.code ?? null) === null ? 200 : 422 },
  );
};

/** Whether this account declined it, and somebody of the team did not who could take it up. */
const declinedAlone = ({ part }: RightlyAsked, id: StaffId, team: readonly Member[]): boolean =>
  part.includes(id) &&
  team.some((one) => one.state === 'active' && may(one.role, 'submission.review') && !part.includes(one.id));

/** Who had the case before, from the address that a change of hands leads to. */
const handedIn = (had: string | undefined): { readonly before: string | null } | null =>
  had === undefined ? null : had === 'nobody' ? { before: null } : parseId(had) ? { before: had } : null;

/** A form of the page, and of a reply which one. */
const takenOf = (sent: string): string | null => {
  const [name, id] = sent.split('.');
  if (!caseForms.some((form) => form === name) || (id !== undefined && parseId(id) === undefined)) return null;
  return sent;
};

/** Back to a place of the case's page. */
export const backToCase = ({ lang }: Inside, head: CaseHead, place: string, query = ''): Response =>
  back(`/${lang}${casePath(head.number)}${query}#${place}`);

/** A refusal that the form can mend comes back on the form; any other is a page of its own. */
export const refusedOn = (
  here: Inside,
  head: CaseHead,
  form: CaseForm,
  error: Refusal,
  values: Typed,
): Promise<Response> | Response => {
  if (!isKey(`case.no.${error.code}`)) return problemOf(here, error);
  return drawCase(here, head, { form, code: error.code, field: error.field ?? null, values: typedIn(values) });
};

/** A form with what was typed into it, for whoever wants to change that instead of giving a code. */
export const typedOn = (here: Inside, head: CaseHead, form: CaseForm, values: Typed): Promise<Response> =>
  drawCase(here, head, { form, code: null, field: null, values: typedIn(values) });

type Typed = Readonly<Partial<Record<string, string>>>;

const typedIn = (values: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );

export const problemOf = ({ door, asked }: Inside, { code, detail }: Refusal): Response =>
  door.problem(
    asked,
    withinTheHour(code) ?? {
      code: isProblem(code) ? code : 'invalid-input',
      ...(code === 'let-in-lately' && detail !== undefined ? { detail } : {}),
    },
  );

const isProblem = (code: string): code is ProblemCode => (problemCodes as readonly string[]).includes(code);
