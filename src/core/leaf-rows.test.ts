import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { committed, leafText } from './leaf.ts';
import { leafHolds, type RowsNow } from './leaf-rows.ts';

const on = '2026-11-20' as Day;
const salt = '07'.repeat(32);
const of = '11111111-1111-4111-8111-111111111111' as Id;
const declined = leafText(
  { kind: 'claim-declined', case: of, because: 'opinion' },
  { on, commitments: { content: committed(salt, 'lời') } },
);
const leaf = { entry: declined, salts: { content: salt } };
const now: RowsNow = { says: { case: of, because: 'opinion' }, texts: { content: 'lời' }, shown: true, open: true };

test('a leaf holds while the rows say its words, its texts, and are what is shown', () => {
  expect(leafHolds(leaf, now)).toEqual({ as: 'holds', texts: { content: 'holds' } });
  expect(leafHolds(leaf, { ...now, says: { ...now.says, because: 'too-vague' } }).as).toBe('differs');
  expect(leafHolds(leaf, { ...now, texts: { content: 'Lời' } })).toEqual({
    as: 'differs',
    texts: { content: 'differs' },
  });
  expect(leafHolds(leaf, { ...now, shown: false }).as).toBe('differs');
  expect(leafHolds(leaf, { ...now, texts: {} })).toEqual({ as: 'differs', texts: { content: 'gone' } });
  expect(leafHolds(leaf, null).as).toBe('differs');
});

test('what was erased with its salt tells nothing, and is no difference', () => {
  const erased = { ...leaf, salts: {} };
  expect(leafHolds(erased, null)).toEqual({ as: 'unknown', texts: { content: 'erased' } });
  expect(leafHolds(erased, { ...now, says: {}, texts: {} }).as).toBe('unknown');
  // What still stands in clear is compared all the same.
  expect(leafHolds(erased, { ...now, says: { because: 'too-vague' } }).as).toBe('differs');
  // A salt that is gone, and no leaf that says so: taken away behind the log.
  expect(leafHolds({ ...erased, saysErased: false }, now)).toEqual({ as: 'differs', texts: { content: 'gone' } });
  expect(leafHolds({ ...erased, saysErased: false }, null).as).toBe('differs');
});

test('a page that was changed since is no difference; a kind without rows has nothing to compare', () => {
  const body = { kind: 'check-published', check: of, verdict: 'false', asOf: on } as const;
  const entry = leafText(body, { on, commitments: { page: committed(salt, 'trang') } });
  const before: RowsNow = { says: { verdict: 'false' }, texts: {}, shown: true, open: true };
  expect(leafHolds({ entry, salts: { page: salt }, isOfPage: false }, before)).toEqual({
    as: 'unknown',
    texts: { page: 'later' },
  });
  expect(leafHolds({ entry, salts: { page: salt }, isOfPage: true }, before).texts).toEqual({ page: 'gone' });
  const started = leafText({ kind: 'version-started', version: '1.0.0' }, { on });
  expect(leafHolds({ entry: started, salts: {} }, null)).toEqual({ as: 'unknown', texts: {} });
});
