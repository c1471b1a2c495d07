// Ours and its peers over the same collections and questions: quality first, which repeats byte for byte, then time and memory.
import { inChild } from './child.ts';
import type { Collection } from './collection.ts';
import { writeFigures } from './document.ts';
import { engines } from './engines.ts';
import { jsonLine, short, tableOf } from './figures.ts';
import type { Asked, Measured, Task } from './measure.ts';

type Row = { readonly measured: Measured; readonly asked: Asked };
export type Peers = {
  readonly collections: readonly Collection[];
  readonly only: readonly string[] | undefined;
  readonly document: string | undefined;
};

/** How near in MAP@5 a peer must be for its speed to count. */
const near = 0.15;

/** Measures and prints tables, ratios and one line of JSON. */
export const benchPeers = async ({ collections, only, document }: Peers): Promise<void> => {
  const names = Object.keys(engines).filter((name) => only?.includes(name) ?? true);
  const rows: Row[] = [];
  for (const collection of collections)
    for (const engine of names) {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${collection.name}: ${engine}`);
      const measured = await inChild<Measured>('measure', { engine, collection } satisfies Task);
      rows.push(...measured.asked.map((asked) => ({ measured, asked })));
    }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
  const questions = [...new Set(rows.map((row) => row.asked.name))];
  const of = (name: string): readonly Row[] => rows.filter((row) => row.asked.name === name);
  console.log(`What was used (variants called tuned were chosen on 2A train)\n${usedIn(rows)}\n`);
  const quality = questions.map((name) => qualityTable(name, of(name))).join('\n\n');
  console.log(`Quality (the same on every run)\n${quality}\n`);
  console.log(`Time and memory (of this run)\n${questions.map((name) => costTable(name, of(name))).join('\n\n')}\n`);
  for (const name of questions) console.log(verdictOn(name, of(name)));
  if (document !== undefined) writeFigures(document, 'peers', `${usedIn(rows)}\n\n${quality}`);
  console.log(`\n${jsonLine({ bench: 'search', results: questions.map((name) => resultOf(name, of(name))) })}`);
};

const usedIn = (rows: readonly Row[]): string =>
  [...new Map(rows.map(({ measured }) => [measured.engine, measured.used]))].map(([n, u]) => `- ${n}: ${u}`).join('\n');

const places = (share: number): string => share.toFixed(4);

const qualityTable = (name: string, rows: readonly Row[]): string =>
  tableOf(
    [name, 'MAP@5', 'R@10'],
    rows.map(({ measured, asked }) => [measured.engine, places(asked.map5), places(asked.recall10)]),
  );

const costTable = (name: string, rows: readonly Row[]): string => {
  const [ours] = rows;
  return tableOf(
    [
      `${name}, ${ours?.measured.checks} checks`,
      'checks/s cold',
      'warm',
      'p50 ms',
      'p99 ms',
      'bytes/check',
      'p50 to ours',
    ],
    rows.map(({ measured, asked }) => [
      measured.engine,
      measured.perSecond,
      measured.perSecondWarm,
      short(asked.p50Ms),
      short(asked.p99Ms),
      measured.bytesPerCheck,
      short(asked.p50Ms / (ours?.asked.p50Ms ?? Number.NaN)),
    ]),
  );
};

const standing = ([ours, ...others]: readonly Row[]) => {
  if (ours === undefined) throw new Error('nothing was measured');
  // Ours comes twice, the second time with explanations.
  const peers = others.filter(({ measured }) => !measured.engine.startsWith(ours.measured.engine));
  const better = peers.filter((p) => p.asked.map5 >= ours.asked.map5 || p.asked.recall10 > ours.asked.recall10);
  const rivals = peers.filter((p) => p.asked.map5 > ours.asked.map5 - near);
  return { better, rivals, faster: rivals.filter((p) => p.asked.p50Ms < ours.asked.p50Ms) };
};

const listed = (rows: readonly Row[]): string => rows.map((r) => r.measured.engine).join(', ');

const verdictOn = (name: string, rows: readonly Row[]): string => {
  const { better, rivals, faster } = standing(rows);
  const quality = better.length === 0 ? 'ahead of every peer in quality' : `not ahead in quality of ${listed(better)}`;
  const near = `of ${rivals.length} peers within .15 MAP@5`;
  const speed = faster.length === 0 ? `p50 ahead ${near}` : `p50 behind ${listed(faster)}, ${near}`;
  return `${name}: ${quality}; ${speed}`;
};

const resultOf = (name: string, rows: readonly Row[]) => {
  const { better, faster } = standing(rows);
  return {
    name,
    aheadInQuality: better.length === 0,
    aheadInSpeed: faster.length === 0,
    engines: rows.map(
      ({ measured: { engine, checks, perSecond, perSecondWarm, bytesPerCheck }, asked: { name: _, ...figures } }) => ({
        engine,
        checks,
        perSecond,
        perSecondWarm,
        bytesPerCheck,
        ...figures,
      }),
    ),
  };
};
