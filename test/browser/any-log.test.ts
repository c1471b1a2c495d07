// A log that is not ours, at an address that is not /log: verified in a browser by the script of our pages, given its key and
// its place, and by `sangto/tlog` as it is built for whoever writes such a page.
import { afterAll, expect, onTestFinished, test } from 'vitest';
import {
  appendEntries,
  type Edge,
  edgeRoot,
  emptyEdge,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  signNote,
} from '../../src/kit/tlog/index.ts';
import { entriesTo, signerFilled } from '../tlog/a-log.ts';
import { type AnyLog, auditIn, pressIn, proofIn, sectionOf } from '../tlog/of-anybody.ts';
import { proofServer } from '../tlog/proof-server.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

const browser = await openBrowser();
afterAll(() => browser.close());

const signer = await signerFilled('elsewhere.example/2026', 0x01, 11);
const base = '/logs/elsewhere';

/** Its files at a size, and the checkpoint of an earlier day. */
const grown = async (sizes: readonly [number, number], word = 'thing') => {
  const files = new Map<string, Uint8Array>();
  const entries = entriesTo(sizes[1], word);
  let edge: Edge = emptyEdge;
  const notes: string[] = [];
  for (const size of sizes) {
    const made = appendEntries(edge, entries.slice(edge.size, size));
    if (!made.ok) throw new Error(made.error.code);
    edge = made.value.edge;
    for (const { path, bytes } of made.value.files) files.set(path, bytes);
    const text = formatCheckpoint({ origin: signer.key.name, size, root: edgeRoot(edge) });
    notes.push(formatNote({ text, signatures: [await signNote(text, signer)] }));
  }
  files.set('checkpoint', new TextEncoder().encode(notes[1]));
  return { log: { files, vkey: formatVerifierKey(signer.key), base } satisfies AnyLog, before: notes[0] ?? '' };
};

const open = async (log: AnyLog, index: number) => {
  const files = new Map([...log.files, ['proof/any', await proofIn(log, index)]]);
  const site = await proofServer({ files, body: sectionOf(log, index, `{"thing":${index}}`) }, 'en', base);
  onTestFinished(() => site.close());
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const complaints = await watch(context, site.address);
  const page = await context.newPage();
  await page.goto(site.address);
  return { ...site, page, files, complaints };
};

test('a leaf of it fits, from the checkpoint of an earlier day on, and the whole of it as well', async () => {
  const { log, before } = await grown([300, 1000]);
  const { page, asked, complaints } = await open(log, 700);
  expect((await pressIn(page, before)).steps).toEqual([
    ...['leaf-fits', 'proof-fits', 'signature-fits', 'witnesses-none', 'newest-fits', 'seen-fits', 'page-wordless'],
  ]);
  expect((await pressIn(page)).outcome).toBe('fits');
  expect(asked.every((path) => path.startsWith(`${base}/`))).toBe(true);
  expect(await auditIn(page, log)).toBe(1000);
  expect(complaints).toEqual([]);
});

test('its past written anew, a bit that is wrong, and the key of somebody else are refused there', async () => {
  const { before } = await grown([300, 1000]);
  const lied = await grown([300, 1000], 'other');
  const { page, served, files } = await open(lied.log, 700);
  served.body = sectionOf(lied.log, 700, '{"other":700}');
  await page.reload();
  const said = await pressIn(page, before);
  expect([said.outcome, said.steps.at(-1)]).toEqual(['differs', 'seen-differs']);
  const bent = Uint8Array.from(files.get('tile/0/002') ?? []);
  bent[9] = (bent[9] as number) ^ 1;
  served.files = new Map([...files, ['tile/0/002', bent]]);
  expect(await auditIn(page, lied.log)).toBe('tile-not-in-tree');
  const stranger = formatVerifierKey((await signerFilled('elsewhere.example/2026', 0x01, 12)).key);
  expect(await auditIn(page, { vkey: stranger, base })).toBe('note-unsigned');
  served.files = files;
  served.body = sectionOf({ ...lied.log, vkey: stranger }, 700, '{"other":700}');
  await page.reload();
  expect((await pressIn(page)).steps.at(-1)).toBe('signature-differs');
});
