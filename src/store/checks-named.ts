// Finds checks by what somebody typed to name them: an address, a slug, an id, or the number of a case.
import { sql } from 'drizzle-orm';
import type { NamedCheck } from '../desk/decision-ports.ts';
import { type Runner, rows } from './database.ts';

export const checksNamed = async (
  runner: Runner,
  names: readonly string[],
): Promise<ReadonlyMap<string, NamedCheck>> => {
  const wanted = names.map((name) => ({ name, ...readName(name) }));
  if (wanted.length === 0) return new Map();
  const found = await runner.all<NamedCheck & { readonly name: string }>(sql`
    select w.name, c.id, c.slug,
      (select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current) as titles
    from jsonb_to_recordset(${rows(wanted)}) as w(name text, slug text, number int)
      join checks c on c.slug = w.slug or c.id::text = w.slug
        or c.id = (select k.check_id from cases k where k.number = w.number)`);
  return new Map(found.map(({ name, ...check }) => [name, check]));
};

/** `#12` or `12` is a case; of an address the last part counts. */
const readName = (name: string): { readonly slug: string | null; readonly number: number | null } => {
  const number = /^#?([1-9]\d{0,8})$/.exec(name.trim())?.[1];
  if (number !== undefined) return { slug: null, number: Number(number) };
  const path = name
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  return { slug: path.split('/').at(-1) ?? null, number: null };
};
