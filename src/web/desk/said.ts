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
  'opened',
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
  }: { readonly what: Said['what']; readonly number?: number; readonly moves?: readonly string[] },
): string => {
  const search = new URLSearchParams(view);
  search.set('done', what);
  if (number > 0) search.set('case', String(number));
  if (moves.length > 0) search.set('moves', moves.join('.'));
  return `${path}?${search}`;
};

/** Reads it back; the form that undoes it leads back to the same view. */
export const readSaid = (search: URLSearchParams, lang: UiLang, view: string): Said | null => {
  const what = whats.find((known) => known === search.get('done'));
  if (what === undefined) return null;
  const number = /^\d{1,9}$/.test(search.get('case') ?? '') ? Number(search.get('case')) : 0;
  const moves = (search.get('moves') ?? '').split('.').filter((id) => parseId(id) !== undefined);
  const at = `/${lang}/desk/cases/${number}`;
  const undo: Said['undo'] =
    what === 'taken'
      ? { path: `${at}/assign`, fields: { to: '', view } }
      : what === 'given-back'
        ? { path: `${at}/assign`, fields: { to: 'me', view } }
        : what === 'handed'
          ? // Back to whoever had it, told in the place of the moves.
            { path: `${at}/assign`, fields: { to: moves[0] ?? '', view } }
          : what === 'snoozed'
            ? { path: `${at}/snooze`, fields: { days: '0', view } }
            : what === 'closed'
              ? { path: `${at}/reopen`, fields: { view } }
              : (what === 'merged' || what === 'split') && moves.length > 0
                ? { path: `/${lang}/desk/moves/undo`, fields: { moves: moves.join('.'), view } }
                : null;
  return { what, number, undo };
};
