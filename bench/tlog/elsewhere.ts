// A log that others wrote, in a folder with `checkpoint`, its tiles, and earlier checkpoints as `checkpoint.N`: verified by
// `sangto log verify`, and in Chromium by the script of our pages (each leaf, from each earlier checkpoint) and `sangto/tlog`.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { parseBundle, parseCheckpoint, parseNote, tilePath, tileWidth } from '../../src/kit/tlog/index.ts';
import { chromiumPath } from '../../test/browser.ts';
import { type AnyLog, auditIn, pressIn, proofIn, sectionOf } from '../../test/tlog/of-anybody.ts';
import { proofServer } from '../../test/tlog/proof-server.ts';

/** Prints how much of it verified; true when all did, and a damaged copy did not. */
export const verifyElsewhere = async (folder: string, vkey: string): Promise<boolean> => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const pathOf = (one: (typeof names)[number]) => join(one.parentPath, one.name).slice(join(folder, '/').length);
  const files = new Map(
    names.map((one) => [pathOf(one), new Uint8Array(readFileSync(join(one.parentPath, one.name)))]),
  );
  const olds = [...files.keys()].filter((path) => path.startsWith('checkpoint.'));
  const sizeOf = (path: string): number => {
    const note = parseNote(files.get(path) ?? new Uint8Array());
    const read = note.ok ? parseCheckpoint(note.value.text) : note;
    return read.ok ? read.value.size : 0;
  };
  const entries = entriesOf(files, sizeOf('checkpoint'));

  const sangto = (...more: readonly string[]) =>
    spawnSync(process.execPath, ['bin/sangto.mjs', 'log', 'verify', folder, '--vkey', vkey, ...more]).status === 0;
  const counts = { whole: sangto() ? 1 : 0, since: olds.filter((old) => sangto('--since', join(folder, old))).length };

  const log: AnyLog = { files, vkey, base: '/elsewhere' };
  const server = await proofServer({ files, body: '' }, 'en', log.base);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const times: number[] = [];
    let pressed = 0;
    for (const [index, entry] of entries.entries()) {
      server.served.files = new Map([...files, ['proof/any', await proofIn(log, index)]]);
      server.served.body = sectionOf(log, index, entry);
      await page.goto(server.address);
      for (const old of olds) {
        // The script keeps no empty tree.
        const said = await pressIn(page, sizeOf(old) === 0 ? null : new TextDecoder().decode(files.get(old)));
        if (said.outcome === 'fits') pressed++;
        else console.log(`leaf ${index} from ${old}: ${said.steps.at(-1)}`);
        times.push(said.ms);
      }
    }
    const whole = await auditIn(page, log);
    const tile = tilePath({ level: 0, n: 0, width: Math.min(tileWidth, entries.length) });
    const bent = Uint8Array.from(files.get(tile) ?? []);
    bent[9] = (bent[9] as number) ^ 1;
    server.served.files = new Map([...files, [tile, bent]]);
    const damaged = await auditIn(page, log);
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
    console.log(
      `sangto log verify: ${counts.whole} of 1, and from ${counts.since} of ${olds.length} earlier checkpoints`,
    );
    console.log(
      `in a browser: ${pressed} of ${entries.length * olds.length} proofs (each leaf from each earlier checkpoint)`,
    );
    console.log(`in a browser, the whole log: ${whole} of ${entries.length} entries; with one bit wrong: ${damaged}`);
    console.log(
      JSON.stringify({ bench: 'tlog elsewhere', entries: entries.length, pressed, medianMs: Math.round(median) }),
    );
    const all = counts.whole === 1 && counts.since === olds.length && pressed === entries.length * olds.length;
    return all && whole === entries.length && typeof damaged === 'string';
  } finally {
    await browser.close();
    server.close();
  }
};

const entriesOf = (files: ReadonlyMap<string, Uint8Array>, size: number): readonly string[] => {
  const found: string[] = [];
  for (let n = 0; n * tileWidth < size; n++) {
    const width = Math.min(tileWidth, size - n * tileWidth);
    const read = parseBundle(files.get(tilePath({ level: 'entries', n, width })) ?? new Uint8Array(), width);
    if (!read.ok) throw new Error(read.error.code);
    found.push(...read.value.map((entry) => new TextDecoder().decode(entry)));
  }
  return found;
};
