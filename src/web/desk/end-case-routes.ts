// Ending a case without a verdict, taking that back, and parting its groups.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { closingWeighs, isClosing } from '../../core/case.ts';
import { closeCase, decideClosing, type QueueLine, reopenCase, splitCase, takeUpDeclined } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { problemOf } from './case-view.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { endRefusals, type QueuePageOf } from './pages/queue-model.ts';
import { provenForm } from './proven.ts';
import { boxesOf, lineOf, viewFrom } from './queue-forms.ts';
import { withSaid } from './said.ts';

export const endCaseRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}/desk/cases/:number`;
  app.get(
    `${at}/close`,
    inside(door, lang, 'case.close', async (here) => {
      const line = await lineOf(here);
      return line === undefined ? here.door.problem(here.asked, { code: 'not-found' }) : show(here, line, '', null);
    }),
  );
  app.post(`${at}/close`, inside(door, lang, 'case.close', close));
  app.post(`${at}/closing`, inside(door, lang, 'case.close', decideAsked));
  app.post(`${at}/reopen`, inside(door, lang, 'case.close', reopen));
  app.post(`${at}/take-up`, inside(door, lang, 'submission.review', takeUp));
  app.post(`${at}/split`, inside(door, lang, 'case.work', split));
};

type EndTyped = { readonly of?: string; readonly because?: string; readonly words?: string };

const show = (
  { door, lang, who }: Inside,
  line: QueueLine,
  chosen: string,
  refused: QueuePageOf<'desk-case-end'>['refused'],
  { of = '', because = '', words = '' }: EndTyped = {},
): Response =>
  door.page(
    lang,
    `/desk/cases/${line.number}/close`,
    { page: 'desk-case-end', member: who.member, line, chosen, of, because, words, refused },
    { headers: privately, status: refused === null ? 200 : 422 },
  );

const close = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const form = await provenForm(here, {
    names: ['as', 'of', 'because', 'words'],
    page: `/${lang}/desk/cases/${line.number}/close`,
    weighs: ({ as = '' }) => isClosing(as) && closingWeighs(as),
    again: async ({ as = '', ...typed }) => show(here, line, as, null, typed),
  });
  if (form instanceof Response) return form;
  const { as = '', of = '', because = '', words = '' } = form;
  const typed = { of, because, words };
  if (!isClosing(as)) return door.problem(asked, { code: 'invalid-input', field: 'as' });
  const to = as === 'duplicate' ? await duplicated(here, of.trim()) : {};
  if (to === undefined) return show(here, line, as, of.trim() === '' ? 'duplicate-of-nothing' : 'not-found', typed);
  const done = await closeCase(door.options.world, who.member, {
    ...{ of: line.id, as, ...to, because, words },
    // A form that weighs came with the code, or shortly after one.
    proven: closingWeighs(as),
  });
  if (done.ok && done.value === 'waiting') return back(`/${lang}/desk/cases/${line.number}#closing`);
  if (done.ok) return back(withSaid(`/${lang}/desk`, '', { what: 'closed', number: line.number }));
  const { code } = done.error;
  const mends = endRefusals.find((one) => one === code);
  return mends === undefined ? problemOf(here, done.error) : show(here, line, as, mends, typed);
};

/** What somebody wrote as the original: the number of a case, or the address of a check. */
const duplicated = async (
  { door }: Inside,
  of: string,
): Promise<{ readonly joinedTo: Id } | { readonly check: Id } | undefined> => {
  const { world } = door.options;
  const number = /^#?([1-9]\d{0,8})$/.exec(of)?.[1];
  if (number !== undefined) {
    const other = await world.caseQueue.find(Number(number), dayOf(world.now()));
    return other && { joinedTo: other.id };
  }
  const slug =
    of
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  const check = slug === '' ? undefined : await world.reads.check(slug);
  return check && { check: check.id };
};

/** The second person's yes or no to a check that is to end the case, or the first one's change of mind. */
const decideAsked = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const form = await provenForm(here, {
    names: ['closing', 'do'],
    page: `/${lang}/desk/cases/${line.number}`,
    weighs: (given) => given.do !== 'withdrawn',
  });
  if (form instanceof Response) return form;
  const decision = (['agreed', 'declined', 'withdrawn'] as const).find((one) => one === form.do);
  if (decision === undefined) return door.problem(asked, { code: 'invalid-input', field: 'do' });
  const closing = parseId(form.closing ?? '') ?? null;
  const done = await decideClosing(door.options.world, who.member, { of: line.id, closing }, decision);
  if (!done.ok) return door.problem(asked, done.error);
  return decision === 'agreed'
    ? back(withSaid(`/${lang}/desk`, '', { what: 'closed', number: line.number }))
    : back(`/${lang}/desk/cases/${line.number}`);
};

const reopen = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['view']);
  if (form instanceof Response) return form;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const before = await door.options.world.caseWork.byNumber(line.number);
  const done = await reopenCase(door.options.world, who.member, line.id);
  if (!done.ok) return door.problem(asked, done.error);
  return back(
    withSaid(`/${lang}/desk`, viewFrom(form.view), {
      what: before?.undoUntil == null ? 'reopened-bare' : 'reopened',
      number: line.number,
    }),
  );
};

const takeUp = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await takeUpDeclined(door.options.world, who.member, line.id);
  return done.ok ? back(`/${lang}/desk/cases/${line.number}`) : problemOf(here, done.error);
};

const split = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await boxesOf(here, [], /^g-[0-9a-f-]{36}$/);
  if (form instanceof Response) return form;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const groups = form.boxes.map((name) => parseId(name.slice(2))).filter((id) => id !== undefined);
  const done = await splitCase(door.options.world, who.member, { of: line.id, groups });
  if (!done.ok) return problemOf(here, done.error);
  return back(withSaid(`/${lang}/desk`, '', { what: 'split', number: done.value.number, moves: [done.value.move] }));
};
