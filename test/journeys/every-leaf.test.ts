// Every kind of leaf, brought about by what people and the instance really do, read back from the files as they are served.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../src/base/canonical-json.ts';
import { type LeafKind, leafKinds } from '../../src/core/leaf.ts';
import { decisionDeeds } from './leaf-deeds.ts';
import { besideDeeds } from './leaf-deeds-beside.ts';
import { canary, canaryAddress, type Deed, openPlace, type Place, sealedEntries } from './leaf-place.ts';
import { leafShapes } from './leaf-shapes.ts';

const deeds: Readonly<Record<LeafKind, Deed>> = { ...decisionDeeds, ...besideDeeds };

test('each kind of leaf that there is has its deed here, and its shape', () => {
  expect(Object.keys(deeds).sort()).toEqual([...leafKinds].sort());
  expect(Object.keys(leafShapes).sort()).toEqual([...leafKinds].sort());
});

const kindOf = (entry: string): LeafKind => (JSON.parse(entry) as { readonly kind: LeafKind }).kind;

/** What whoever took part is called and reached by, what was said, and what opens the hashes. */
const neverThere = async ({ database }: Place): Promise<readonly string[]> => {
  const private_ = await database.all<{ text: string }>(sql`
    select unnest(array[name, email]) as text from staff where email is not null union select text from tips where text is not null
    union select text from appeals union select reason from reviews where reason is not null
    union select wording ->> 'vi' from case_wordings union select salt from log_salts`);
  return [canary, canaryAddress, 'canary', 'Yến', ...private_.map(({ text }) => text)];
};

test.each(leafKinds)(
  '%s: the deed makes this leaf and no other, as its shape says, with no word of anybody',
  async (kind) => {
    const place = await openPlace();
    const deed = await deeds[kind](place);
    const before = await sealedEntries(place);
    const { says, with: kinds = [kind] } = await deed();
    const entries = await sealedEntries(place);
    expect(entries.slice(0, before.length)).toEqual(before);
    const made = entries.slice(before.length);
    expect(made.map(kindOf)).toEqual(kinds);
    expect(kinds).toContain(kind);
    const [leaf] = made.filter((entry) => kindOf(entry) === kind);
    expect(JSON.parse(leaf!)).toMatchObject({ kind, v: 1, ...says });
    for (const entry of entries) {
      const read = JSON.parse(entry) as Json;
      expect(leafShapes[kindOf(entry)].safeParse(read).error?.issues ?? [], entry).toEqual([]);
      expect(canonicalJson(read)).toBe(entry);
      for (const private_ of await neverThere(place)) expect(entry).not.toContain(private_);
    }
  },
);

test('a shape lets no sentence through in place of a word, and nothing that it does not name', () => {
  const withdrawn = { v: 1, on: '2026-11-20', kind: 'rights-changed', change: 'added', role: 'checker' };
  const fits = (leaf: object) => leafShapes['rights-changed'].safeParse(leaf).success;
  expect(fits(withdrawn)).toBe(true);
  expect(fits({ ...withdrawn, role: `checker ${canary}` })).toBe(false);
  expect(fits({ ...withdrawn, name: 'checker' })).toBe(false);
});
