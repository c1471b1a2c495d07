import { expect, test } from 'vitest';
import { ok } from '../base/result.ts';
import { ed25519Signer, formatVerifierKey, type Tiles } from '../kit/tlog/index.ts';
import { pagesHold } from './watch-pages.ts';

const check = '0b7e3c1e-5d53-4c5e-9c3f-0d8f0f6a1b2c';
const leaf = { kind: 'check-published', check, verdict: 'false', asOf: '2026-11-20', v: 1, on: '2026-11-20' };

/** A site that answers what a test says, beside a log with one check. */
const looked = async (site: Readonly<Record<string, object>>, entries: readonly object[] = [leaf]) => {
  const made = await ed25519Signer('example.org/log', 0x01, new Uint8Array(32).fill(7));
  if (!made.ok) throw new Error(made.error.code);
  const { key } = made.value;
  const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  const tiles = { entries: async () => ok(entries.map(bytes)) } as unknown as Tiles;
  const answers = { 'api/v1/log?limit=1': { keys: [formatVerifierKey(key)] }, ...site };
  const read = async (path: string) => {
    const found = Object.entries(answers).find(([name]) => name === path)?.[1];
    return found === undefined ? undefined : bytes(found);
  };
  const at = {
    site: read,
    most: 10,
    leaves: { size: 0, newest: new Map() },
    chance: () => 0,
    pause: async () => undefined,
  };
  return pagesHold(at, tiles, { key, size: entries.length, from: 0 });
};
const listed = (verdict: string) => ({
  'api/v1/checks?source=ours&limit=100': { checks: [{ id: check, verdict, asOf: '2026-11-20' }], next: null },
});

test('a verdict that is listed otherwise, a check that is missing, and one that was never logged are refused', async () => {
  expect(await looked(listed('true'))).toMatchObject({ error: { code: 'page-differs' } });
  expect(await looked({})).toMatchObject({ error: { code: 'page-gone', detail: check } });
  expect(await looked(listed('false'), [{ ...leaf, check: 'another' }])).toMatchObject({
    error: { code: 'page-unlogged', detail: check },
  });
});

test('a site that shows the watch nothing does not pass for one with nothing to hide', async () => {
  expect(await looked({ 'api/v1/log?limit=1': {} })).toMatchObject({ error: { code: 'pages-away' } });
  expect(await looked({}, [{ kind: 'version-started', version: '1.0.0' }])).toEqual({ ok: true, value: undefined });
});
