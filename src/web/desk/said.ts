// What a page of the queue says was just done, carried in the address from the form to the page it leads back to.
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Said } from './pages/queue-model.ts';

const whats = [
  'taken',
  'given-back',
  'handed',
  'handed-some',
  'chosen-nobody',
  'snoozed',
  'woken',
  'merged',
  'split',
  'undone',
  'closed',
  'reopened',
  'reopened-bare',
  'view-kept',
  'view-full',
  'view-dropped',
  'chosen-too-few',
] as const satisfies readonly Said['what'][];

/** An address with what was done added to it; `view` is the query of the queue, without `?`. */
export const withSaid = (
  path: string,
  view: string,
  {
    what,
    number = 0,
    moves = [],
    days = 0,
    was = '',
  }: {
    readonly what: Said['what'];
    readonly number?: number;
    /** Moves by which it is undone; where a case changed hands, whoever had it before. */
    readonly moves?: readonly string[];
    /** For how many days a case that was woken would have slept on. */
    readonly days?: number;
    /** Of several cases that changed hands, or a view that was dropped: what was before. */
    readonly was?: string;
  },
): string => {
  const search = new URLSearchParams(view);
  search.set('done', what);
  if (number > 0) search.set('case', String(number));
  if (moves.length > 0) search.set('moves', moves.join('.'));
  if (days > 0) search.set('days', String(days));
  if (was !== '') search.set('was', was);
  return `${path}?${search}`;
};

/** Reads it back; the form that undoes it leads back to the same view. */
export const readSaid = (search: URLSearchParams, lang: UiLang, view: string): Said | null => {
  const what = whats.find((known) => known === search.get('done'));
  if (what === undefined) return null;
  const number = /^\d{1,9}$/.test(search.get('case') ?? '') ? Number(search.get('case')) : 0;
  const moves = (search.get('moves') ?? '').split('.').filter((id) => parseId(id) !== undefined);
  const days = /^\d{1,3}$/.test(search.get('days') ?? '') ? Number(search.get('days')) : 0;
  const given = { number, moves, days, was: search.get('was') ?? '' };
  return { what, number, undo: undoOf(what, given, `/${lang}/desk`, view) };
};

type Given = {
  readonly number: number;
  readonly moves: readonly string[];
  readonly days: number;
  readonly was: string;
};

/** The form that takes it back; none where there is nothing to take back. */
const undoOf = (what: Said['what'], { number, moves, days, was }: Given, desk: string, view: string): Said['undo'] => {
  const at = `${desk}/cases/${number}`;
  switch (what) {
    case 'taken':
    case 'handed':
      // Back to whoever had it.
      return { path: `${at}/assign`, fields: { to: moves[0] ?? '', view } };
    case 'given-back':
      return { path: `${at}/assign`, fields: { to: moves[0] ?? 'me', view } };
    case 'handed-some': {
      const before = handsBefore(was);
      return before === null ? null : { path: `${desk}/hand-back`, fields: { ...before, view } };
    }
    case 'snoozed':
      return { path: `${at}/snooze`, fields: { days: '0', view } };
    case 'woken':
      return days > 0 ? { path: `${at}/snooze`, fields: { days: String(days), view } } : null;
    case 'closed':
      return { path: `${at}/reopen`, fields: { view } };
    case 'merged':
    case 'split':
      return moves.length > 0 ? { path: `${desk}/moves/undo`, fields: { moves: moves.join('.'), view } } : null;
    case 'view-dropped': {
      const [name = '', query = ''] = was.split('\n');
      return name === '' ? null : { path: `${desk}/views`, fields: { name, view: query } };
    }
    default:
      return null;
  }
};

/** Who had each of several cases, as text that fits into an address. */
export const handsText = (cases: readonly { readonly number: number; readonly had: string | null }[]): string =>
  cases.map(({ number, had }) => `${number}_${had ?? ''}`).join('.');

/** The fields of a form that gives each back; null where the text says nothing. */
const handsBefore = (was: string): Readonly<Record<string, string>> | null => {
  const cases = was.split('.').flatMap((one) => {
    const [, number, had = ''] = /^([1-9]\d{0,8})_([0-9a-f-]{36})?$/.exec(one) ?? [];
    return number === undefined ? [] : [[`c-${number}`, had] as const];
  });
  return cases.length === 0 ? null : Object.fromEntries(cases);
};
