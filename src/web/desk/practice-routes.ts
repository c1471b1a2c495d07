// The practice desk: begin, answer a step, look at the comparison, delete. Everything of it is one's own.
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { compared, easiestFirst } from '../../core/practice.ts';
import { answerPractice, beginPractice, forgetPractice } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import type { PracticeClaim } from './pages/practice-model.ts';

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
  const [next] = easiestFirst(candidates, new Set(mine.map(({ check }) => check)), lang);
  const cards = await world.cards.get([...new Set([...mine.map(({ check }) => check), ...(next ? [next.check] : [])])]);
  const claimOf = (check: Id): PracticeClaim => {
    const card = cards.get(check);
    if (card === undefined) return { lang, claim: '–' };
    const told = textIn(card.texts, lang);
    return { lang: told.lang, claim: told.text.claim };
  };
  const deleted = /^\d{1,6}$/.exec(asked.req.query('deleted') ?? '')?.[0];
  return door.page(
    lang,
    path,
    {
      page: 'desk-practice',
      member: who.member,
      next: next ? { ...claimOf(next.check), check: next.check, sources: next.sources } : null,
      any: candidates.length > 0,
      mine: mine.map((attempt) => ({ attempt, claim: claimOf(attempt.check) })),
      deleted: deleted === undefined ? null : Number(deleted),
    },
    { headers: privately },
  );
};

const begin = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['check']);
  if (form instanceof Response) return form;
  const check = form.check === undefined ? null : parseId(form.check);
  if (check === undefined) return door.problem(asked, { code: 'invalid-input', field: 'check' });
  const begun = await beginPractice(door.options.world, { actor: who.member, lang, check });
  if (begun.ok) return back(`/${lang}${path}/${begun.value}`);
  // The page says itself that nothing is left, and what to do.
  return begun.error.code === 'practice-none-left' ? back(`/${lang}${path}`) : door.problem(asked, begun.error);
};

const show = async (here: Inside, refused: { short: string; verdict: string } | null = null): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const id = attemptOf(here);
  const attempt = id && (await world.practice.attempt(who.member.id, id));
  const check = attempt && (await world.reads.checkById(attempt.check));
  if (attempt === undefined || check === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `${path}/${attempt.id}`,
    {
      page: 'desk-practice-try',
      member: who.member,
      attempt,
      check,
      comparison: compared(attempt, check) ?? null,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
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
