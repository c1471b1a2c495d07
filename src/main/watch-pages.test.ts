import { expect, test } from 'vitest';
import { canonicalJson } from '../base/canonical-json.ts';
import { ok } from '../base/result.ts';
import { committed, leafName } from '../core/leaf.ts';
import { ed25519Signer, formatVerifierKey, parseProofFile, type ReadFile, type Tiles } from '../kit/tlog/index.ts';
import { LogAway } from './log-source.ts';
import { pagesHold } from './watch-pages.ts';

const check = '0b7e3c1e-5d53-4c5e-9c3f-0d8f0f6a1b2c';
const said = {
  ...{ id: check, slug: 'nuoc-chanh', verdict: 'false', asOf: '2026-11-20' },
  texts: { vi: { title: 'Nước chanh', claim: 'Nước chanh chữa ung thư', short: 'Không chữa được.' } },
  claimant: { vi: { name: 'Ông A', role: 'người bán', place: 'Hà Nội' } },
};
const salt = '00'.repeat(32);
const page = canonicalJson(said);
const leaf = {
  ...{ kind: 'check-published', check, verdict: 'false', asOf: '2026-11-20', v: 1, on: '2026-11-20' },
  hashes: { page: committed(salt, page) },
};
const bytes = (value: string | object) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

type Site = Readonly<Record<string, string | object>>;

/** A site that answers what a test says, beside a log with these entries. */
const looked = async (
  site: Site,
  entries: readonly object[] = [leaf],
  around: (read: ReadFile) => ReadFile = (read) => read,
) => {
  const made = await ed25519Signer('example.org/log', 0x01, new Uint8Array(32).fill(7));
  if (!made.ok) throw new Error(made.error.code);
  const { key } = made.value;
  const tiles = {
    entries: async () => ok(entries.map(bytes)),
    prove: async () => ok([new Uint8Array(32)]),
  } as unknown as Tiles;
  const answers: Site = { 'api/v1/log?limit=1': { keys: [formatVerifierKey(key)] }, ...site };
  const read: ReadFile = async (path) => {
    const found = answers[path];
    return found === undefined ? undefined : bytes(found);
  };
  const waited: number[] = [];
  const at = {
    site: around(read),
    most: 10,
    leaves: { size: 0, newest: new Map(), erased: new Set<string>() },
    chance: () => 0,
    wait: async (ms: number) => void waited.push(ms),
  };
  const tree = { key, size: entries.length, from: 0, note: 'example.org/log\n1\n' };
  return { ...(await pagesHold(at, tiles, tree)), waited };
};

const list = 'api/v1/checks?source=ours&limit=100';
const listed = (verdict: string, ids = [check]): Site => ({
  [list]: { checks: ids.map((id) => ({ id, verdict, asOf: '2026-11-20' })), next: null },
});
const drawn = (word: string, title = said.texts.vi.title, claim = said.texts.vi.claim) =>
  `<html lang="vi"><article class="check" data-read="/vi/checks/nuoc-chanh"><h1>${title}</h1><p data-claim-drawn>${claim}</p>
  <strong data-verdict-word>${word}</strong></article>`;
const fair: Site = {
  ...listed('false'),
  [`log/proof/${check}.json`]: { entry: JSON.stringify(leaf), page, salt },
  [`api/v1/checks/${check}`]: said,
  'vi/checks/nuoc-chanh': drawn('Không đúng'),
};

test('a check that is listed, told to programs and drawn as it was logged holds', async () => {
  expect(await looked(fair)).toMatchObject({ ok: true, value: { compared: 1, of: 1 } });
});

test('a verdict that is listed otherwise, a check that is missing, and one that was never logged are refused', async () => {
  expect(await looked(listed('true'))).toMatchObject({ error: { code: 'page-differs' } });
  expect(await looked({})).toMatchObject({ error: { code: 'page-gone', detail: check } });
  expect(await looked(listed('false'), [{ ...leaf, check: 'another' }])).toMatchObject({
    error: { code: 'page-unlogged', detail: check },
  });
});

test('a page that only draws another verdict, another title or another claim is refused, and says which', async () => {
  const draws = async (html: string) => looked({ ...fair, 'vi/checks/nuoc-chanh': html });
  expect(await draws(drawn('Đúng'))).toMatchObject({
    error: { code: 'page-differs', detail: `${check}: its vi page draws another verdict: true` },
  });
  expect(await draws(drawn('Không đúng', 'Nước chanh chữa được'))).toMatchObject({
    error: { detail: expect.stringContaining('another title') },
  });
  expect(await draws(drawn('Không đúng', said.texts.vi.title, 'Nước cam'))).toMatchObject({
    error: { detail: expect.stringContaining('another claim') },
  });
  const { 'vi/checks/nuoc-chanh': _, ...without } = fair;
  expect(await looked(without)).toMatchObject({ error: { detail: `${check}: its page is gone` } });
});

test('once the salt was destroyed, the verdict that is drawn still is the one of the leaf', async () => {
  const site = { ...fair, [`log/proof/${check}.json`]: { entry: JSON.stringify(leaf), page, salt: null } };
  const erased = [leaf, { kind: 'salts-erased', leaves: [leafName(JSON.stringify(leaf))] }];
  expect(await looked(site, erased)).toMatchObject({ ok: true });
  expect(await looked({ ...site, 'vi/checks/nuoc-chanh': drawn('Đúng') }, erased)).toMatchObject({
    error: { code: 'page-differs' },
  });
});

test('a salt that is gone without a leaf that says so is refused: nobody erases behind the log', async () => {
  const site = { ...fair, [`log/proof/${check}.json`]: { entry: JSON.stringify(leaf), page, salt: null } };
  expect(await looked(site)).toMatchObject({
    error: { code: 'page-differs', detail: expect.stringContaining('no leaf says that it was destroyed') },
  });
});

test('what is laid down is the leaf with its proof and what was seen, without any name of a person', async () => {
  const found = await looked({ ...fair, 'vi/checks/nuoc-chanh': drawn('Đúng') });
  if (found.ok) throw new Error('it holds');
  const { page: evidence } = found.error;
  expect(evidence).toMatchObject({
    check,
    leaf: { number: 0, entry: JSON.stringify(leaf) },
    shown: { verdict: 'false', pages: [{ word: 'Đúng', verdict: 'true', path: 'vi/checks/nuoc-chanh' }] },
  });
  expect(parseProofFile(evidence?.proof ?? '')).toMatchObject({ ok: true, value: { index: 0 } });
  expect(JSON.stringify(evidence)).not.toContain('Ông A');
});

test('a site that shows the watch nothing does not pass for one with nothing to hide', async () => {
  expect(await looked({ 'api/v1/log?limit=1': {} })).toMatchObject({ error: { code: 'pages-away' } });
  expect(await looked({}, [{ kind: 'version-started', version: '1.0.0' }])).toMatchObject({ ok: true });
});

test('what a site answers that cannot be read is away, and neither damage nor a check that differs', async () => {
  for (const [path, answer] of [
    [list, '<html>'],
    [list, { checks: [{}] }],
    [`log/proof/${check}.json`, 'oops'],
    ['vi/checks/nuoc-chanh', '<h1>Chờ một chút</h1>'],
  ] as const)
    await expect(looked({ ...fair, [path]: answer }), path).rejects.toMatchObject({
      ...{ name: 'LogAway', of: 'site', code: 'answer-unreadable' },
    });
});

test('a list that never ends is not followed', async () => {
  let asked = 0;
  const endless =
    (read: ReadFile): ReadFile =>
    async (path) => {
      if (!path.startsWith(list)) return read(path);
      asked++;
      return bytes({ checks: [{ id: `made-up-${asked}`, verdict: 'true', asOf: null }], next: String(asked) });
    };
  expect(await looked(fair, [leaf], endless)).toMatchObject({ error: { code: 'page-unlogged' } });
  expect(asked).toBe(2);
});

test('at most four checks are asked for at once, and a site that says 429 is waited for', async () => {
  const ids = Array.from({ length: 9 }, (_, n) => `check-${n}`);
  const leaves = ids.map((id) => ({ ...leaf, check: id }));
  const site: Site = {
    ...listed('false', ids),
    ...Object.fromEntries(
      ids.flatMap((id, n) => [
        [`log/proof/${id}.json`, { entry: JSON.stringify(leaves[n]), page, salt }],
        [`api/v1/checks/${id}`, said],
      ]),
    ),
    'vi/checks/nuoc-chanh': drawn('Không đúng'),
  };
  let [now, most, refused] = [0, 0, 0];
  const counted =
    (read: ReadFile): ReadFile =>
    async (path) => {
      if (path.startsWith('log/proof/') && refused < 3) {
        refused++;
        throw new LogAway(path, 'fetch-failed', 'HTTP 429', { status: 429, retryAfter: 4, of: 'site' });
      }
      now += path.startsWith('vi/') ? 1 : 0;
      most = Math.max(most, now);
      await new Promise((done) => setImmediate(done));
      now -= path.startsWith('vi/') ? 1 : 0;
      return read(path);
    };
  const held = await looked(site, leaves, counted);
  expect(held).toMatchObject({ ok: true, value: { compared: 9, of: 9 }, waited: [4000] });
  expect([most > 1, most <= 4]).toEqual([true, true]);
  const never =
    (read: ReadFile): ReadFile =>
    (path) =>
      path.startsWith('api/v1/checks/')
        ? Promise.reject(new LogAway(path, 'fetch-failed', 'HTTP 429', { status: 429, retryAfter: 100, of: 'site' }))
        : read(path);
  expect(await looked(site, leaves, never)).toMatchObject({ error: { code: 'pages-away' } });
});
