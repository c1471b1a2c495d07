// SemViQA's table (`id,evidence,prompt,claim,verdict`) as a collection: the question finds the paragraph it was written for.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Written } from './collection.ts';

type Row = { readonly id: string; readonly evidence: string; readonly prompt: string };

/** Each different paragraph is a check; each question is asked as written and without any diacritics. */
export const semviqa = (path: string): Written => {
  const rows: readonly Row[] = parse(readFileSync(path), { columns: true, bom: true });
  const ids = new Map<string, string>();
  for (const { evidence } of rows) if (!ids.has(evidence)) ids.set(evidence, `p${ids.size + 1}`);
  const asked = rows.map(({ id, prompt, evidence }) => ({ id, text: prompt, gold: ids.get(evidence) ?? '' }));
  return {
    checks: [...ids].map(([claim, id]) => ({ id, claim })),
    questions: [
      { name: 'as written', asked },
      { name: 'bare', asked: asked.map((q) => ({ ...q, text: bare(q.text) })) },
    ],
  };
};

// Not kit/text's fold, which is under test: only what a keyboard without Vietnamese would give.
const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFC');
