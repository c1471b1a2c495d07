// The address of a list of checks, read leniently: a person edits it by hand, so what is not understood is left out.
import { parseDay } from '../../base/clock.ts';
import { isVerdict } from '../../core/verdict.ts';
import type { CheckFilter } from '../../desk/index.ts';

export type ListQuery = { readonly q: string; readonly filter: CheckFilter; readonly after: string | null };

export const longestQuery = 500;

export const readListQuery = (search: URLSearchParams): ListQuery => {
  const one = (name: string, fit: RegExp): string | null => {
    const value = search.get(name) ?? '';
    return fit.test(value) ? value : null;
  };
  const source = search.get('source');
  return {
    q: (search.get('q') ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, longestQuery),
    filter: {
      verdicts: [...new Set(search.getAll('verdict').filter(isVerdict))].sort(),
      topic: one('topic', /^[a-z0-9-]{1,60}$/),
      lang: one('lang', /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
      from: parseDay(search.get('from') ?? '') ?? null,
      to: parseDay(search.get('to') ?? '') ?? null,
      source: source === 'ours' || source === 'others' ? source : null,
    },
    after: one('after', /^[\x21-\x7e]{1,200}$/),
  };
};

/** The same list as one canonical query, known parameters in their order; empty when nothing narrows it. */
export const listSearch = ({ q, filter, after }: ListQuery): string => {
  const search = new URLSearchParams();
  if (q !== '') search.set('q', q);
  for (const verdict of filter.verdicts) search.append('verdict', verdict);
  for (const name of ['topic', 'lang', 'from', 'to', 'source'] as const)
    if (filter[name] !== null) search.set(name, filter[name]);
  if (after !== null) search.set('after', after);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};
