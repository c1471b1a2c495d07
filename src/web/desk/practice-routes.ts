// The practice desk: begin, answer a step, look at the comparison, delete. Everything of it is one's own.
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { compared, comparedDeclined, easiestFirst, type PracticeAttempt, subjectOf } from '../../core/practice.ts';
import { answerPractice, beginPractice, forgetPractice } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import type { PracticeClaim, Tried } from './pages/practice-model.ts';

const path = '/desk/practice';

export const practiceRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${path}`;
  app.get(at, inside(door, lang, 'desk.see', home));
  app.post(at, inside(door, lang, 'desk.see', begin));
  app.post(
    `${at}/delete`,
    inside(door, lang, 'desk.see', (here) => forget(here, 'all')),
  );
  app.get(`${at}/:id`, inside(door, lang, 'desk.see', show));
  app.post(`${at}/:id`, inside(door, lang, 'desk.see', answer));
  app.post(
    `${at}/:id/delete`,
    inside(door, lang, 'desk.see', async (here) => {
      const id = attemptOf(here);
      return id === undefined ? here.door.problem(here.asked, { code: 'not-found' }) : forget(here, id);
    }),
  );
};

const attemptOf = ({ asked }: Inside): Id | undefined => parseId(asked.req.param('id') ?? '');

const home = async ({ door, asked, lang, who }: Inside): Promise<Response> => {
  const { world } = door.options;
  const [candidates, mine] = await Promise.all([world.practice.candidates(), world.practice.ofMine(who.member.id)]);
  const [next] = easiestFirst(candidates, new Set(mine.map(subjectOf)), lang);
  const claims = await claimsOf(door, lang, [
    ...mine,
    ...(next
      ? [next.verdict === null ? { check: null, case: next.subject } : { check: next.subject, case: null }]
      : []),
  ]);
  const nothing: PracticeClaim = { lang, claim: '–' };
  const deleted = /^\d{1,6}$/.exec(asked.req.query('deleted') ?? '')?.[0];
  return door.page(
    lang,
    path,
    {
      page: 'desk-practice',
      member: who.member,
      next: next ? { ...(claims.get(next.subject) ?? nothing), of: next.subject } : null,
      any: candidates.length > 0,
      mine: mine.map((attempt) => ({ attempt, claim: claims.get(subjectOf(attempt)) ?? nothing })),
      deleted: deleted === undefined ? null : Number(deleted),
    },
    { headers: privately },
  );
};

/** The claims of checks and of declined cases, in the language there is. */
const claimsOf = async (
  { options: { world } }: Door,
  lang: UiLang,
  subjects: readonly Pick<PracticeAttempt, 'check' | 'case'>[],
): Promise<ReadonlyMap<Id, PracticeClaim>> => {
  const cards = await world.cards.get([...new Set(subjects.flatMap(({ check }) => check ?? []))]);
  const found = new Map<Id, PracticeClaim>();
  for (const [id, card] of cards) {
    const told = textIn(card.texts, lang);
    found.set(id, { lang: told.lang, claim: told.text.claim });
  }
  for (const id of new Set(subjects.flatMap((subject) => subject.case ?? []))) {
    const declined = await world.practice.declined(id);
    if (declined === undefined) continue;
    const told = textIn(declined.claim, lang);
    found.set(id, { lang: told.lang, claim: told.text });
  }
  return found;
};

const begin = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['of']);
  if (form instanceof Response) return form;
  const of = form.of === undefined ? null : parseId(form.of);
  if (of === undefined) return door.problem(asked, { code: 'invalid-input', field: 'of' });
  const begun = await beginPractice(door.options.world, { actor: who.member, lang, of });
  if (begun.ok) return back(`/${lang}${path}/${begun.value}`);
  // The page says itself that nothing is left, and what to do.
  return begun.error.code === 'practice-none-left' ? back(`/${lang}${path}`) : door.problem(asked, begun.error);
};

const show = async (here: Inside, refused: { short: string; verdict: string } | null = null): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const id = attemptOf(here);
  const attempt = id && (await world.practice.attempt(who.member.id, id));
  const subject = attempt && (await triedOf(world, attempt));
  if (attempt === undefined || subject === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `${path}/${attempt.id}`,
    { page: 'desk-practice-try', member: who.member, attempt, subject, refused },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

/** What an attempt is at, with the comparison once every step is answered. */
const triedOf = async (
  { practice, reads }: Door['options']['world'],
  attempt: PracticeAttempt,
): Promise<Tried | undefined> => {
  if (attempt.case !== null) {
    const declined = await practice.declined(attempt.case);
    return declined && { declined, comparison: comparedDeclined(attempt, declined.reason) ?? null };
  }
  const check = attempt.check === null ? undefined : await reads.checkById(attempt.check);
  return check && { check, comparison: compared(attempt, check) ?? null };
};

const mostSources = 100;
const places = Array.from({ length: mostSources }, (_, i) => `independent-${i}` as const);

const answer = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = attemptOf(here);
  const form = await formOf(here, ['step', 'checkable', 'verdict', 'short', ...places]);
  if (form instanceof Response) return form;
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const { step = '', checkable, verdict, short } = form;
  const independent = places.flatMap((name, i) => (form[name] === undefined ? [] : [i]));
  const given = { step, checkable, independent, verdict, short: short?.replaceAll('\r\n', '\n') };
  const done = await answerPractice(door.options.world, { actor: who.member, attempt: id, given });
  // A form sent twice, or from a page left open, leads to where one is.
  if (done.ok || done.error.code === 'practice-out-of-order') return back(`/${lang}${path}/${id}`);
  if (done.error.code === 'invalid-input') return show(here, { short: short ?? '', verdict: verdict ?? '' });
  return door.problem(asked, done.error);
};

const forget = async ({ door, asked, lang, who }: Inside, attempt: Id | 'all'): Promise<Response> => {
  const gone = await forgetPractice(door.options.world, { actor: who.member, attempt });
  return gone.ok ? back(`/${lang}${path}?deleted=${gone.value}`) : door.problem(asked, gone.error);
};
