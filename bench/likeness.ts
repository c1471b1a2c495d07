/**
 * How fast and how right `kit/likeness` is, beside peers from npm in the same run.
 *
 *     npm run bench -- likeness [--pictures 100] [--hashes 1000000] [--peer-hashes 5000] [--seed 1] [--write DOCUMENT]
 *     npm run bench -- likeness --folder FOLDER [--seed 1]      edited copies of your own pictures alone
 *
 * The pictures are made by code from seeds, and so are the edits. Prints one JSON line and tables; `--write` puts the
 * tables into the blocks `figures: likeness …` of a document.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type HammingSpeed, ourHamming, usearchHamming } from './likeness/hamming-speed.ts';
import { hashSpeed } from './likeness/hash-speed.ts';
import { madePictures, picturesIn, type Recalls, recalls } from './likeness/recall.ts';
import { writeFigures } from './search/document.ts';
import { jsonLine, short, tableOf } from './search/figures.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '100' },
    folder: { type: 'string' },
    hashes: { type: 'string', default: '1000000' },
    'peer-hashes': { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'string' },
  },
});

/** What is held is counted after a full collection, which needs a flag. */
const withCollector = async (): Promise<void> => {
  const args = ['--expose-gc', import.meta.filename, ...process.argv.slice(2)];
  const [code] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number | null];
  process.exitCode = code ?? 1;
};

const cell = (x: number): number | string => (Number.isNaN(x) ? '–' : short(x));

const searchRow = (name: string, s: HammingSpeed): readonly (string | number)[] => [
  name,
  s.hashes,
  cell(s.buildSeconds),
  cell(s.mebibytes),
  cell(s.medianMs),
  cell(s.p95Ms),
  cell(s.recall),
];

const recallTable = (found: Recalls): string => {
  const pairs = found.edits.length * found.pictures * (found.pictures - 1);
  const wrong = found.edits.reduce((sum, edit) => sum + edit.wrong, 0);
  return `${tableOf(
    ['edit', 'found', 'wrong pairs', 'PDQ alone, ≤ 31', 'sharp-phash 2.2.0, ≤ 5', 'ms of one core to ask'],
    found.edits.map((e) => [e.edit, short(e.found), e.wrong, short(e.pdqAlone), short(e.phashAlone), short(e.askedMs)]),
  )}\n\n${found.pictures} unlike pictures; the nearest two, turned and mirrored any way, are ${found.least} bits apart. Of ${pairs} pairs of a copy and another picture ${wrong} were taken for the same: ${short((wrong / pairs) * 1e6)} of a million.`;
};

/** Pictures of one's own may be copies of each other; then the nearest two are few bits apart, and copies count as wrong. */
const ofFolder = async (folder: string): Promise<void> => {
  const found = await recalls(picturesIn(folder), Number(values.seed));
  console.log(jsonLine(found));
  console.log(recallTable(found));
};

const main = async (): Promise<void> => {
  const peerHashes = Number(values['peer-hashes']);
  const hash = await hashSpeed();
  const ours = ourHamming(Number(values.hashes));
  const oursFew = ourHamming(peerHashes);
  const usearch = usearchHamming(peerHashes);
  const found = await recalls(madePictures(Number(values.pictures)), Number(values.seed));
  console.log(jsonLine({ hash, hamming: { ours, oursFew, usearch }, recall: found }));
  const speed = [
    tableOf(
      ['hash of a picture, from pixels', 'ms of one core per megapixel', 'ratio to imghash'],
      [
        ['kit/likeness: PDQ, 256 bits, and its eight turns', short(hash.pdq), short(hash.ratio)],
        ['imghash 1.1.4, which is blockhash-core 0.1.0: hashRaw(…, 16), 256 bits', short(hash.imghash16), 1],
        [
          'sharp-phash 2.2.0, 64 bits of the picture shrunk to 32 × 32 by libvips',
          short(hash.phash),
          short(hash.phash / hash.imghash16),
        ],
      ],
    ),
    tableOf(
      ['search within 31 bits', 'hashes', 'build, s of one core', 'MiB', 'median ms', 'p95 ms', 'recall'],
      [
        searchRow('kit/likeness, exact', ours),
        searchRow('kit/likeness, exact', oursFew),
        searchRow('usearch 2.26.2, its defaults', usearch),
      ],
    ),
  ].join('\n\n');
  const recall = recallTable(found);
  console.log(`${speed}\n\n${recall}`);
  if (values.write === undefined) return;
  writeFigures(values.write, 'likeness speed', speed);
  writeFigures(values.write, 'likeness recall', recall);
};

if (values.folder !== undefined) await ofFolder(values.folder);
else await (globalThis.gc === undefined ? withCollector() : main());
