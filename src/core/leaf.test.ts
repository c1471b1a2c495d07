import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Check } from './check.ts';
import { committed, isPublicEvent, leafKinds, leafName, leafText, pageText } from './leaf.ts';

const check = '11111111-1111-4111-8111-111111111111' as Id;
const on = '2026-11-20' as Day;

test('an entry is canonical JSON of ids, a verdict, days and hashes, and nothing else', () => {
  const page = committed('00'.repeat(32), 'trang');
  const body = { kind: 'check-published', check, verdict: 'false', asOf: on } as const;
  expect(leafText(body, { on, commitments: { page } })).toBe(
    `{"asOf":"2026-11-20","check":"${check}","hashes":{"page":"${page}"},"kind":"check-published","on":"2026-11-20","v":1,"verdict":"false"}`,
  );
  expect(leafText({ kind: 'labels-changed' }, { on, commitments: {}, backfilled: true })).toBe(
    '{"backfilled":true,"kind":"labels-changed","on":"2026-11-20","v":1}',
  );
});

test('a text is committed to with its salt: another salt or another text gives another hash', () => {
  const salt = 'ab'.repeat(32);
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from('Đúng')]))
    .digest('hex');
  expect(committed(salt, 'Đúng')).toBe(expected);
  expect(committed('cd'.repeat(32), 'Đúng')).not.toBe(expected);
  expect(committed(salt, 'Không đúng')).not.toBe(expected);
});

test('a leaf is named by its RFC 6962 hash', () => {
  expect(leafName('{}')).toBe(createHash('sha256').update(Buffer.from('\u0000{}')).digest('hex'));
});

test('the text of a page does not change with wordings taught later, nor with a withdrawal', () => {
  const head = { id: check, slug: 'a', source: null, originalUrl: null, label: null, asOf: on, reviewBy: null };
  const body = { claimant: null, appearances: [], texts: {}, aliases: [], evidence: [], searches: [], corrections: [] };
  const shown: Check = { ...head, ...body, verdict: 'true', publishedOn: on, topics: [] };
  const later: Check = { ...shown, aliases: [{ lang: 'vi', text: 'khác' }], withdrawn: { on, because: { vi: 'vì' } } };
  expect(pageText(later)).toBe(pageText(shown));
  expect(pageText({ ...shown, verdict: 'false' })).not.toBe(pageText(shown));
});

test('an event of an asker is no public fact, and each kind of leaf is there once', () => {
  expect(isPublicEvent('tip.received')).toBe(false);
  expect(isPublicEvent('team.changed')).toBe(true);
  expect(new Set(leafKinds).size).toBe(leafKinds.length);
});

test('the page for operators says of every kind of leaf when it is written', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operate/log.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(leafKinds.filter((kind) => !rows.some((row) => row.split('|')[1]?.includes(`\`${kind}\``)))).toEqual([]);
});
