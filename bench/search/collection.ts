// What the benches search in: files in the forms that `sangto eval` reads, so that every figure can be repeated with it.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { madeUp } from './made-up.ts';
import { semviqa } from './semviqa.ts';

/** One collection and the questions asked of it; `questions` are several where the same ones are written several ways. */
export type Collection = {
  readonly name: string;
  readonly lang: 'en' | 'vi';
  readonly checks: string;
  readonly questions: readonly Questions[];
};

export type Questions = { readonly name: string; readonly queries: string; readonly qrels: string };

/** A collection not yet in files. */
export type Written = {
  readonly checks: readonly { readonly id: string; readonly claim: string; readonly title?: string }[];
  readonly questions: readonly {
    readonly name: string;
    readonly asked: readonly { readonly id: string; readonly text: string; readonly gold: string }[];
  }[];
};

/** The collections of a folder laid out as `docs/method/search.md` says; without one, a made-up collection. */
export const collectionsIn = (data: string | undefined): readonly Collection[] => {
  const scratch = mkdtempSync(join(tmpdir(), 'sangto-bench-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  if (data === undefined) return [inFiles('made up', 'vi', madeUp(), join(scratch, 'made-up'))];
  return [
    checkThat(data, '2a', 'A', 'vclaims.jsonl'),
    checkThat(data, '2b', 'B', 'vclaims.jsonl.gz'),
    inFiles('SemViQA dev', 'vi', semviqa(join(data, 'semviqa-vi', 'dev.csv')), join(scratch, 'semviqa')),
  ];
};

const checkThat = (data: string, part: string, letter: string, file: string): Collection => {
  const folder = join(data, `ct2022-${part}-en`);
  const named = (rest: string) => join(folder, `CT2022-Task2${letter}-EN-${rest}`);
  const queries = named('Train-Dev_Queries.tsv');
  return {
    name: `2${letter} dev`,
    lang: 'en',
    checks: join(folder, file),
    questions: [{ name: `2${letter} dev`, queries, qrels: named('Dev_QRELs.tsv') }],
  };
};

/** Writes a collection into a folder, as `checks.jsonl` and for each way of asking `NAME.tsv` and `NAME.qrels`. */
export const inFiles = (name: string, lang: Collection['lang'], written: Written, folder: string): Collection => {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, lines: readonly string[]): string => {
    const path = join(folder, file);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    return path;
  };
  return {
    name,
    lang,
    checks: write(
      'checks.jsonl',
      written.checks.map((check) => JSON.stringify(check)),
    ),
    questions: written.questions.map(({ name: asking, asked }) => ({
      name: written.questions.length > 1 ? `${name}, ${asking}` : name,
      queries: write(
        `${asking.replaceAll(' ', '-')}.tsv`,
        asked.map(({ id, text }) => `${id}\t${text.replace(/\s+/g, ' ')}`),
      ),
      qrels: write(
        `${asking.replaceAll(' ', '-')}.qrels`,
        asked.map(({ id, gold }) => `${id}\t0\t${gold}\t1`),
      ),
    })),
  };
};

/** Copies every file of the collections into a folder and prints how to repeat the figures with `sangto eval`. */
export const copyTo = (collections: readonly Collection[], folder: string): void => {
  for (const { name, checks, questions } of collections) {
    const place = join(folder, name.replaceAll(' ', '-'));
    mkdirSync(place, { recursive: true });
    const put = (file: string): string => {
      const target = join(place, basename(file));
      copyFileSync(file, target);
      return target;
    };
    const held = put(checks);
    for (const { name: asking, queries, qrels } of questions) {
      const run = join(place, `${asking.replaceAll(/[ ,]+/g, '-')}.run`);
      console.log(`# ${asking}`);
      console.log(`sangto eval match --checks ${held} --queries ${put(queries)} --out ${run}`);
      console.log(`sangto eval score --qrels ${put(qrels)} --run ${run}`);
    }
  }
};
