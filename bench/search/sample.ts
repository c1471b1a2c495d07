// Checks that nobody wrote, as many as wanted, with the words, frequencies and lengths of real ones.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchDoc } from '../../src/kit/search/index.ts';
import { eachCheck, readQueries } from '../../src/main/eval-checks.ts';
import { drawing, seeded } from './chance.ts';
import type { Collection } from './collection.ts';
import { expected } from './expected.ts';

/** What is sampled from: texts of checks by field, and questions. */
export type Real = { readonly checks: readonly SearchDoc[]; readonly questions: readonly string[] };

export const realFrom = async ({ checks, questions }: Collection): Promise<Real> => {
  const docs: SearchDoc[] = [];
  expected(await eachCheck(checks, (doc) => docs.push(doc)));
  const asked = expected(await readQueries(questions[0]?.queries ?? ''));
  return { checks: docs, questions: asked.queries.map(({ text }) => text) };
};

type DemoCheck = {
  readonly slug: string;
  readonly versions: Readonly<
    Record<string, { readonly claim: string; readonly title: string; readonly short: string }>
  >;
  readonly aliases: readonly { readonly text: string }[];
};

/** The sample checks that the platform comes with, for machines without other data. */
export const realFromDemo = (): Real => {
  const folder = join(import.meta.dirname, '../../demo/checks');
  const checks = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as DemoCheck);
  return {
    checks: checks.flatMap(({ slug, versions }) =>
      Object.entries(versions).map(([lang, { claim, title, short }]) => ({
        checkId: `${slug}-${lang}`,
        texts: [
          { kind: 'claim', lang, text: claim },
          { kind: 'title', lang, text: title },
          { kind: 'subtitle', lang, text: short },
        ],
        links: [],
      })),
    ),
    questions: checks.flatMap(({ aliases }) => aliases.map(({ text }) => text)),
  };
};

/**
 * Gives made checks one after the other, always the same ones. Each takes the lengths of its fields from a real check and
 * its words from all of them, as often as they stand there. Words come without their neighbours, so postings are as
 * scattered as can be: harder to search than as many real checks.
 */
export const sampling = ({ checks }: Real, seed: number): (() => SearchDoc) => {
  const chance = seeded(seed);
  const counts = new Map<string, number>();
  const shapes = checks.map(({ texts }) =>
    texts.map(({ text, ...rest }) => {
      const words = text.split(/\s+/).filter((word) => word !== '');
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      return { ...rest, length: words.length };
    }),
  );
  const words = [...counts.keys()];
  const draw = drawing([...counts.values()], chance);
  let made = 0;
  return () => ({
    // As long as a UUID, which is what the product's ids are.
    checkId: `made-up-check-${String(made++).padStart(22, '0')}`,
    texts: (shapes[Math.floor(chance() * shapes.length)] ?? []).map(({ length, ...rest }) => ({
      ...rest,
      text: Array.from({ length }, () => words[draw()] ?? '').join(' '),
    })),
    links: [],
  });
};
