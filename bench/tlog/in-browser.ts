// How long a reader's browser takes to work out the proof of a page, in a log of a million leaves and with an old visit to compare.
import { chromium } from 'playwright-core';
import { toHex } from '../../src/base/bytes.ts';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import {
  appendEntries,
  cosign,
  type Edge,
  ed25519Signer,
  edgeRoot,
  emptyEdge,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVerifierKey,
  openTiles,
  planInclusion,
  type Signer,
  sha256,
  signNote,
} from '../../src/kit/tlog/index.ts';
import { chromiumPath } from '../../test/browser.ts';
import { proofServer } from '../../test/tlog/proof-server.ts';

const origin = 'bench.example/log';
const rounds = 15;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Prints milliseconds from the press of the button to the last word; needs what `npm run build` makes, and a Chromium. */
export const measureInBrowser = async (leaves: number): Promise<void> => {
  const log = await signer(origin, 0x01, 1);
  const witness = await signer('witness.bench.example', 0x04, 2);
  const page = canonicalJson({ id: 'c', verdict: 'false', texts: { vi: { title: 'Một bài' } } });
  const leaf = canonicalJson({
    v: 1,
    kind: 'check-published',
    hashes: { page: toHex(sha256(Uint8Array.of(0), encode(page))) },
  });
  const files = new Map<string, Uint8Array>();
  const index = Math.floor(leaves / 3);
  const entry = (i: number) => encode(i === index ? leaf : `{"check":"c${i}","kind":"published"}`);
  const noted = async ({ size, levels }: Edge): Promise<string> => {
    const text = formatCheckpoint({ origin, size, root: edgeRoot({ levels }) });
    return formatNote({ text, signatures: [await signNote(text, log), await cosign(text, 1_772_323_200, witness)] });
  };
  let edge = emptyEdge;
  const checkpoints: string[] = [];
  for (const until of [Math.floor(leaves / 2), leaves]) {
    const from = edge.size;
    const made = appendEntries(
      edge,
      Array.from({ length: until - from }, (_, i) => entry(from + i)),
    );
    if (!made.ok) throw new Error(made.error.code);
    edge = made.value.edge;
    for (const { path, bytes } of made.value.files) files.set(path, bytes);
    checkpoints.push(await noted(edge));
  }
  const [before = '', now = ''] = checkpoints;
  const tiles = await openTiles({ size: leaves, root: edgeRoot(edge) }, async (path) => files.get(path));
  const proof = tiles.ok ? await tiles.value.prove(planInclusion(index, leaves)) : tiles;
  if (!proof.ok) throw new Error(proof.error.code);
  files.set('checkpoint', encode(now));
  files.set('proof/c', encode(formatProofFile({ index, proof: proof.value, checkpoint: now })));
  files.set('proof/c.json', encode(JSON.stringify({ page, salt: '00' })));

  const attributes = {
    entry: leaf,
    index: String(index),
    proof: '/log/proof/c',
    page: '/log/proof/c.json',
    log: '/log',
  };
  const keys = { vkey: formatVerifierKey(log.key), witnesses: formatVerifierKey(witness.key) };
  const data = Object.entries({ ...attributes, ...keys })
    .map(([name, value]) => `data-${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join(' ');
  const body = `<section data-verify-log ${data}><button hidden>Verify</button><p role="status"></p><ol hidden></ol></section>`;
  const server = await proofServer({ files, body });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const first: number[] = [];
    const later: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await tab.goto(server.address);
      await tab.evaluate((note) => localStorage.setItem('sangto-log', note), before);
      for (const into of [first, later]) {
        const { ms, outcome } = await tab.evaluate(pressed);
        if (outcome !== 'fits') throw new Error(`it said ${outcome}`);
        into.push(ms);
        await tab.evaluate((note) => localStorage.setItem('sangto-log', note), before);
      }
      await context.close();
    }
    const rows = { firstMedian: middle(first), firstMost: Math.max(...first), laterMedian: middle(later) };
    console.log(
      `${leaves} leaves, last seen at ${Math.floor(leaves / 2)}; ${rounds} fresh browsers, files over HTTP\n`,
    );
    console.log(`verified in a browser, nothing loaded before, median   ${rows.firstMedian.toFixed(0).padStart(6)} ms`);
    console.log(`the slowest of them                                    ${rows.firstMost.toFixed(0).padStart(6)} ms`);
    console.log(`the same page again, median                            ${rows.laterMedian.toFixed(0).padStart(6)} ms`);
    console.log(JSON.stringify({ bench: 'tlog browser', leaves, ...rows }));
  } finally {
    await browser.close();
    server.close();
  }
};

/** Runs in the page: from the press to the outcome. */
const pressed = (): Promise<{ readonly ms: number; readonly outcome: string }> =>
  new Promise((tell) => {
    const place = document.querySelector<HTMLElement>('[data-verify-log]');
    const began = performance.now();
    const watching = new MutationObserver(() => {
      const outcome = place?.dataset.outcome ?? '';
      if (outcome === '') return;
      watching.disconnect();
      tell({ ms: performance.now() - began, outcome });
    });
    if (place) watching.observe(place, { attributes: true, attributeFilter: ['data-outcome'] });
    place?.querySelector('button')?.click();
  });

const middle = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

const signer = async (name: string, type: 0x01 | 0x04, fill: number): Promise<Signer> => {
  const made = await ed25519Signer(name, type, new Uint8Array(32).fill(fill));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
