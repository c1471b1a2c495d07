/**
 * How well and how fast pictures are read: chats and memes drawn by code, whose words are known.
 *
 *     npm run bench -- reading [--rounds 1] [--seed 1] [--of 1] [--every 4] [--write DOCUMENT]
 *     npm run bench -- reading --templates 200 [--seed 1] [--write DOCUMENT]
 *     npm run bench -- reading --c2pa FOLDER
 *
 * `--of 5` reads every fifth picture alone. What each step brings is measured on every `--every`th. Needs a Chromium. Prints one JSON line and tables; `--write`
 * puts the tables into the blocks `figures: reading …` of a document. With `--templates` it asks with
 * screenshots of one template and different words, and counts which are taken for each other. With `--c2pa` it tells of each file of a folder
 * where it comes from, and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blurPlaces } from '../src/outside/ocr/blur-people.ts';
import type { Steps } from '../src/outside/ocr/read-picture.ts';
import { openTesseract } from '../src/outside/ocr/tesseract.ts';
import { provenanceReader } from '../src/outside/provenance/index.ts';
import { inBlackAndWhite, readsBlackAndWhite, withoutBars } from './reading/before.ts';
import { cer, type Measured, measured } from './reading/measure.ts';
import { picturesToRead, type ToRead } from './reading/pictures.ts';
import { templatesApart } from './reading/templates.ts';
import { writeFigures } from './search/document.ts';
import { jsonLine, quantile, short, tableOf } from './search/figures.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '1' },
    every: { type: 'string', default: '4' },
    write: { type: 'string' },
    templates: { type: 'string' },
    c2pa: { type: 'string' },
  },
});

const whole: Steps = { enlarge: true, invert: true, bubbles: true, letters: true, languages: true };
const none: Steps = { enlarge: false, invert: false, bubbles: false, letters: false, languages: false };
type Recognises = Parameters<typeof measured>[1];
/** What the product does not do: to the picture, or to each page before Tesseract has it. */
type Tried = {
  readonly picture?: (picture: ToRead) => Promise<ToRead>;
  readonly recognise?: (recognise: Recognises) => Recognises;
};
const asAPage: Steps = { ...whole, bubbles: false, letters: false };
const variants: readonly (readonly [name: string, steps: Steps, tried?: Tried])[] = [
  ['nothing done', none],
  ['small ones enlarged', { ...none, enlarge: true }],
  ['and dark ones inverted', { ...none, enlarge: true, invert: true }],
  ['and in their language', asAPage],
  ['and bubbles of chats alone', { ...whole, letters: false }],
  ['and letters of memes alone: everything', whole],
  ['not done: in their language, and pages in black and white', asAPage, { recognise: readsBlackAndWhite }],
  ['not done: everything, and pages in black and white', whole, { recognise: readsBlackAndWhite }],
  ['not done: everything, of a picture in black and white', whole, { picture: inBlackAndWhite }],
  ['not done: in their language, and bars of chats cut off', asAPage, { picture: withoutBars }],
  ['not done: everything, and bars of chats cut off', whole, { picture: withoutBars }],
];

const main = async (): Promise<void> => {
  const pictures = await picturesToRead(Number(values.rounds), Number(values.seed), Number(values.of));
  const recognise = await openTesseract();
  // The languages are loaded with the first pictures: what is measured is warm.
  for (const lang of ['vi', 'en'] as const) await measured(pictures.find((p) => p.lang === lang) as ToRead, recognise);
  const all: Measured[] = [];
  for (const picture of pictures) all.push(await measured(picture, recognise));
  console.log(`${all.length} read`);
  const some = pictures.filter((_, i) => i % Number(values.every) === 0);
  const poor: Measured[] = [];
  const byVariant: (readonly [string, readonly Measured[]])[] = [];
  for (const [name, steps, tried] of variants) {
    const readings: Measured[] = [];
    const reads = tried?.recognise?.(recognise) ?? recognise;
    for (const picture of some)
      readings.push(await measured((await tried?.picture?.(picture)) ?? picture, reads, steps));
    byVariant.push([name, readings]);
    // Memes with some steps left out give the bad readings; chats would count their heads as wrong.
    if (tried === undefined) poor.push(...readings.filter(({ picture }) => picture.kind === 'meme'));
  }
  let seen = 0;
  const chats = all.filter(({ picture }) => picture.kind === 'chat');
  const looked = chats.filter((_, i) => i % Number(values.every) === 0);
  for (const one of looked) seen += await namesSeen(one, recognise);

  const kinds = kindTable(all);
  const steps = stepTable(byVariant);
  const curve = curveTable([...all, ...poor]);
  const speed = speedTable(all);
  const names = `In ${chats.length} chats, ${chats.reduce((sum, one) => sum + one.names, 0)} names of those who wrote were read, and ${seen} could be read in the blurred pictures of ${looked.length} of them. ${chats.filter((one) => one.isSplitRight).length} were split into the messages they hold. Of ${all.filter((one) => one.picture.kind === 'no words').length} scenes without words, ${all.filter((one) => one.picture.kind === 'no words' && one.confidence >= 0.6 && one.text.length > 2).length} gave some.`;
  console.log(jsonLine({ chats: cer(chats), memes: cer(all.filter(({ picture }) => picture.kind === 'meme')), seen }));
  const tables = { kinds: `${kinds}\n\n${names}`, steps, curve, speed };
  console.log(Object.values(tables).join('\n\n'));
  if (values.write !== undefined)
    for (const [name, table] of Object.entries(tables)) writeFigures(values.write, `reading ${name}`, table);
  process.exit();
};

/** How many of the names can be read in the picture once it is blurred, by reading all of it. */
const namesSeen = async ({ picture, people }: Measured, recognise: Recognises): Promise<number> => {
  const blurred = await blurPlaces(picture.bytes, people);
  if (!blurred.ok) return 0;
  const again = await measured({ ...picture, bytes: Buffer.from(blurred.value.picture) }, recognise, {
    bubbles: false,
  });
  return again.names;
};

const groupsOf = (
  all: readonly Measured[],
  name: (one: Measured) => string,
): readonly (readonly [string, Measured[]])[] => {
  const groups = new Map<string, Measured[]>();
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one]);
  return [...groups];
};

const kindTable = (all: readonly Measured[]): string => {
  const words = all.filter(({ of }) => of > 0);
  const chats = words.filter(({ picture }) => picture.kind === 'chat');
  const memes = words.filter(({ picture }) => picture.kind === 'meme');
  const groups: readonly (readonly [string, readonly Measured[]])[] = [
    ['chats, all', chats],
    ...groupsOf(chats, ({ picture }) => `chats, ${picture.lang}`),
    ...groupsOf(chats, ({ picture }) => `chats, ${picture.tags[1]}`),
    ...groupsOf(chats, ({ picture }) => `chats, ${picture.width} px`),
    ...groupsOf(chats, ({ picture }) => `chats, ${picture.tags[2]}`),
    ...groupsOf(chats, ({ picture }) => `chats, look "${picture.tags[0]}"`),
    ['memes, all', memes],
    ...groupsOf(memes, ({ picture }) => `memes, ${picture.lang}`),
    ...groupsOf(memes, ({ picture }) => `memes, ${picture.tags[0]}`),
    ['chats in a typeface whose a is round', words.filter(({ picture }) => picture.kind === 'chat, round a')],
  ];
  return tableOf(
    ['pictures', 'how many', 'CER, %'],
    groups.map(([name, of]) => [name, of.length, short(cer(of))]),
  );
};

const stepTable = (byVariant: readonly (readonly [string, readonly Measured[]])[]): string =>
  tableOf(
    ['done before reading', 'chats: CER, %', 'memes: CER, %', 'names read'],
    byVariant.map(([name, readings]) => [
      name,
      short(cer(readings.filter(({ picture }) => picture.kind === 'chat'))),
      short(cer(readings.filter(({ picture }) => picture.kind === 'meme'))),
      readings.reduce((sum, one) => sum + one.names, 0),
    ]),
  );

const gates = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];

const curveTable = (all: readonly Measured[]): string => {
  const words = all.filter(({ of, text }) => of > 0 && text !== '');
  return tableOf(
    ['confidence', 'readings', 'CER, %', 'CER of all from here up, %', 'readings more than half wrong'],
    gates.slice(0, -1).map((from, i) => {
      const to = gates[i + 1] as number;
      const within = words.filter(({ confidence }) => confidence >= from && confidence < to);
      const up = words.filter(({ confidence }) => confidence >= from);
      return [
        i === 0 ? 'under 0.5' : to > 1 ? `${from} and more` : `${from} to ${to}`,
        within.length,
        within.length === 0 ? '–' : short(cer(within)),
        short(cer(up)),
        within.filter(({ wrong, of }) => wrong > of / 2).length,
      ];
    }),
  );
};

const speedTable = (all: readonly Measured[]): string =>
  tableOf(
    ['pictures', 'median ms of one core', 'p95 ms of one core', 'p95 ms on the clock, one after the other'],
    groupsOf(all, ({ picture }) =>
      picture.kind === 'chat'
        ? `chats, ${picture.width} px`
        : picture.kind === 'meme'
          ? 'memes'
          : 'scenes without words',
    ).map(([name, of]) => [
      name,
      short(
        quantile(
          of.map(({ coreMs }) => coreMs),
          0.5,
        ),
      ),
      short(
        quantile(
          of.map(({ coreMs }) => coreMs),
          0.95,
        ),
      ),
      short(
        quantile(
          of.map(({ wallMs }) => wallMs),
          0.95,
        ),
      ),
    ]),
  );

const comeFrom = async (folder: string): Promise<void> => {
  const read = provenanceReader();
  for (const name of readdirSync(folder).sort()) {
    const found = await read(readFileSync(join(folder, name)));
    console.log(`${name}: ${found.ok ? jsonLine(found.value) : found.error.code}`);
  }
};

const ofTemplates = async (count: number): Promise<void> => {
  const found = await templatesApart(count, Number(values.seed), await openTesseract());
  console.log(jsonLine(found));
  const table = tableOf(
    ['look', 'screenshots', 'pairs of other words', 'within 31 bits', 'offered', 'answered', 'the same words found'],
    found.map((of) => [of.look, of.pictures, of.pairs, of.near, of.offered, of.answered, of.found]),
  );
  console.log(table);
  if (values.write !== undefined) writeFigures(values.write, 'likeness templates', table);
  process.exit();
};

if (values.c2pa !== undefined) await comeFrom(values.c2pa);
else if (values.templates !== undefined) await ofTemplates(Number(values.templates));
else await main();
