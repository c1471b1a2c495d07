// The second person's pages: what waits, one submission as readers would see it, and the decision.
import type { Hono } from 'hono';
import { addDays, dayOf } from '../../base/clock.ts';
import { type Id, parseId } from '../../base/ids.ts';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import type { ReviewOutcome } from '../../core/decision.ts';
import { type Actor, may } from '../../core/rights.ts';
import type { Submission } from '../../desk/index.ts';
import { publishDecided, refreshLabels, reviewSubmission, withdrawSubmission } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { isStoreAway, statusOf } from '../problem.ts';
import { back, type Inside, inside } from './inside.ts';
import { notForYou, notToReview } from './not-for-you.ts';
import { type DecideRefused, textFields } from './pages/decide-model.ts';
import { isProven, provenForm } from './proven.ts';

const path = '/desk/reviews';
/** Checks are listed for another look this many days before their day. */
const soonDays = 14;
const shown = { decided: 30, due: 200 } as const;

export const reviewRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${path}`;
  app.get(at, inside(door, lang, 'desk.see', list));
  app.get(
    `${at}/:id`,
    inside(door, lang, 'desk.see', (here) => show(here)),
  );
  app.post(`${at}/:id`, inside(door, lang, 'submission.review', decide));
  app.post(`${at}/:id/take-back`, inside(door, lang, 'submission.submit', takeBack));
};

const list = async ({ door, lang, who }: Inside): Promise<Response> => {
  const { world } = door.options;
  const today = dayOf(world.now());
  const [closings, waiting, decided, due, dueNotes, team, wordings, aliases, answers, declined] = await Promise.all([
    world.closings.waiting(),
    world.decisions.waiting(),
    world.decisions.decided(shown.decided),
    world.decisions.due(addDays(today, soonDays), shown.due),
    world.decisions.notesDue(today, shown.due),
    world.team.members(),
    world.caseWork.wordingsWaiting(shown.due),
    may(who.member.role, 'aliases.decide') ? world.aliases.waiting(shown.due) : [],
    may(who.member.role, 'appeal.answer') ? world.appeals.answersWaiting(shown.due) : [],
    world.declinedClaims.due(shown.due),
  ]);
  return door.page(
    lang,
    path,
    {
      page: 'desk-reviews',
      member: who.member,
      not: await notToReview(world, who.member, { waiting, wordings, aliases, answers, closings }),
      waiting,
      wordings,
      aliases,
      answers,
      decided,
      due,
      dueNotes,
      declined,
      team,
      today,
      closings,
      elsewhere: await waitingElsewhere(door, who.member),
    },
    { headers: privately },
  );
};

/** How many imports and publishers wait for this account; what somebody asked for by the printed link waits for everybody. */
const waitingElsewhere = async ({ options: { world } }: Door, who: Actor): Promise<number> => {
  const right = 'sources.manage';
  if (!may(who.role, right)) return 0;
  const [runs, optIns] = await Promise.all([world.imports.waiting(), world.optIns.list(shown.due)]);
  const asked = [
    ...runs.map(({ id, held }) => ({ id, by: held?.askedBy ?? null })),
    ...optIns.filter(({ state }) => state === 'waiting').map(({ id, askedBy }) => ({ id, by: askedBy })),
  ];
  const ofTeam = asked.flatMap(({ id, by }) => (by === null ? [] : [{ id, by: [by], first: by }]));
  return asked.length - (await notForYou(world, who, ofTeam, { puts: right })).size;
};

const found = async ({ door, asked }: Inside): Promise<Submission | undefined> => {
  const id = parseId(asked.req.param('id') ?? '');
  return id === undefined ? undefined : door.options.world.decisions.submission(id);
};

const show = async (
  here: Inside,
  typed: Readonly<Record<string, string>> = {},
  refused: DecideRefused = null,
): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const submission = await found(here);
  if (submission === undefined) return door.problem(asked, { code: 'not-found' });
  const { world } = door.options;
  const { kind, content, caseNumber } = submission;
  const changes = kind === 'correction' || kind === 'withdrawal';
  const [of, explainer, sets, team, hand, questions] = await Promise.all([
    changes && caseNumber !== null ? world.decisions.caseByNumber(caseNumber) : undefined,
    kind === 'explainer' || kind === 'explainer-withdrawal' ? world.explainers.bySlug(content.slug) : undefined,
    kind === 'labels' ? world.labels.published() : [],
    world.team.members(),
    world.team.hand(submission.writers, world.now()),
    kind === 'check' && submission.caseId !== null ? world.caseQueue.groups(submission.caseId, true) : [],
  ]);
  const before = of?.check ?? null;
  const names = [...namedIn(submission), ...(before?.related ?? []), ...(explainer?.checks ?? [])];
  const named = await world.decisions.named([...new Set<string>(names)]);
  return door.page(
    lang,
    `${path}/${submission.id}`,
    {
      page: 'desk-review',
      member: who.member,
      submission,
      hand,
      submitterMay: await world.team.holds(submission.submittedBy, 'submission.submit'),
      questions,
      before,
      beforeExplainer: explainer ?? null,
      named,
      // Of one that is public or was: what was in use before it. Of one that is not: what is in use now.
      labels: sets[sets.findIndex((set) => set.submission === submission.id) + 1]?.labels ?? {},
      proven: isProven(here),
      team,
      typed,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const outcomes: readonly ReviewOutcome[] = ['approved', 'changes', 'rejected', 'overridden'];
const passages = uiLangs.flatMap((lang) => textFields.map((field) => `${lang}.${field}`));
const readBoxes = uiLangs.map((lang) => `read.${lang}`);

const decide = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const submission = await found(here);
  if (submission === undefined) return door.problem(asked, { code: 'not-found' });
  const given = await provenForm<string>(here, {
    names: ['outcome', 'hash', 'reason', ...readBoxes, ...passages.map((p) => `remark.${p}`)],
    page: `/${lang}${path}/${submission.id}`,
    again: (typed) => show(here, typed as Readonly<Record<string, string>>),
  });
  if (given instanceof Response) return given;
  const typed = given as Readonly<Record<string, string>>;
  const outcome = outcomes.find((one) => one === typed.outcome);
  if (outcome === undefined) return show(here, typed, { code: 'outcome-missing', field: 'outcome' });
  const agreeing = outcome === 'approved' || outcome === 'overridden';
  const unread = versionsOf(submission).find((version) => typed[`read.${version}`] === undefined);
  const done = await reviewSubmission(door.options.world, who.member, submission.id, {
    outcome,
    contentHash: typed.hash ?? '',
    reason: typed.reason ?? '',
    unread: unread === undefined ? undefined : `read.${unread}`,
    remarks: passages.map((passage) => ({ passage, text: typed[`remark.${passage}`] ?? '' })),
  });
  if (done.ok) {
    if (agreeing) await publishNow(door);
    // The public page about the team may have a line more.
    if (agreeing) door.cache.clear();
    return back(`/${lang}${path}/${submission.id}`);
  }
  const { code, field, detail } = done.error;
  if (code === 'not-found' || code === 'forbidden') return door.problem(asked, { code });
  return show(here, typed, { code, field: field ?? null, ...(detail === undefined ? {} : { detail }) });
};

/** Ids of the checks that a submission names. */
const namedIn = ({ kind, content }: Submission): readonly string[] => {
  if (kind === 'explainer') return content.checks;
  return kind === 'check' || kind === 'correction' ? (content.related ?? []) : [];
};

/** The languages that somebody who agrees has to have read. */
export const versionsOf = (submission: Submission): readonly string[] =>
  submission.kind === 'check' || submission.kind === 'correction' || submission.kind === 'explainer'
    ? uiLangs.filter((lang) => submission.content.texts[lang] !== undefined)
    : [];

/** At once, where it can be; the worker publishes whatever this leaves. */
export const publishNow = async (door: Door): Promise<void> => {
  try {
    if ((await publishDecided(door.options.world)) === 0) return;
    // Whoever agreed sees it at once; every other process within a second.
    await refreshLabels(door.options.world);
    door.cache.clear();
  } catch (error) {
    if (!isStoreAway(error)) throw error;
  }
};

const takeBack = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id: Id | undefined = parseId(asked.req.param('id') ?? '');
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await withdrawSubmission(door.options.world, who.member, id);
  if (done.ok || done.error.code === 'submission-not-waiting') return back(`/${lang}${path}/${id}`);
  return door.problem(asked, { code: done.error.code });
};
