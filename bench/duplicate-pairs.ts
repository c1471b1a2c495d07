/**
 * Makes `test/vectors/duplicates.jsonl`: pairs of texts and whether they are one message, by known edits of the sample
 * checks' claims and of `duplicates/texts.json`. Seeded, so that every run writes the same file.
 * `node bench/duplicate-pairs.ts [--seed 1] [--out FILE]`; without `--out` to standard output.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Chance, chanceOf, changedNumber, edited, editNames, negatedSimply, turned } from './duplicates/edits.ts';

type Source = {
  readonly text: string;
  readonly lang: 'vi' | 'en';
  readonly topic: string;
  readonly others: readonly { readonly text: string; readonly edit: string }[];
};
type Pair = {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly edit: string;
  readonly half: string;
};

const root = join(import.meta.dirname, '..');

const sources = (): readonly Source[] => {
  const given = JSON.parse(readFileSync(join(import.meta.dirname, 'duplicates', 'texts.json'), 'utf8')) as Record<
    'vi' | 'en',
    readonly [string, string, string][]
  >;
  const forwards = (['vi', 'en'] as const).flatMap((lang) =>
    given[lang].map(
      ([text, negated, another]): Source => ({
        text,
        lang,
        topic: 'forward',
        others: [
          { text: negated, edit: 'negation' },
          { text: another, edit: 'another name or thing' },
        ],
      }),
    ),
  );
  const folder = join(root, 'demo', 'checks');
  const checks = readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Check);
  const claims = checks.flatMap((check) =>
    (['vi', 'en'] as const).flatMap((lang): readonly Source[] => {
      const text = check.versions[lang]?.claim;
      if (text === undefined) return [];
      const negated = negatedSimply(text, lang);
      return [
        {
          text,
          lang,
          topic: check.topics[0] ?? '',
          others: negated === undefined ? [] : [{ text: negated, edit: 'negation' }],
        },
      ];
    }),
  );
  return [...forwards, ...claims];
};

type Check = {
  readonly topics: readonly string[];
  readonly versions: Partial<Record<'vi' | 'en', { readonly claim: string }>>;
};

const templates = {
  vi: ['Bộ Y tế cảnh báo: ', 'KHẨN: công an thông báo, ', 'Cả nhà ơi, ', 'Chuyển tiếp từ nhóm hội phụ huynh:\n'],
  en: ['The ministry warns: ', 'BREAKING: police say ', 'Dear all, ', 'Forwarded many times\n'],
} as const;
const tails = {
  vi: [' Hãy chia sẻ ngay cho mọi người cùng biết!', ' Gửi cho ít nhất 10 người thân nhé.'],
  en: [' Please share with everyone you know!', ' Forward this to all your groups before they delete it.'],
} as const;

const singles = 5;
const combined = 3;

const pairsOf = (seed: number): readonly Pair[] => {
  const all = sources();
  return all.flatMap((source, n) => {
    const chance = chanceOf(seed * 1_000_003 + n);
    const half = chance.below(2) === 0 ? 'train' : 'held-out';
    const pair = (b: string, same: boolean, edit: string, a = source.text): readonly Pair[] =>
      a === b ? [] : [{ a, b, same, edit, half }];
    return [
      ...chance
        .some(editNames, singles)
        .flatMap((edit) => pair(edited(source.text, [edit], chance, source.lang), true, edit)),
      ...Array.from({ length: combined }, (_, i) => chance.some(editNames, 2 + (i % 2))).flatMap((edits) =>
        pair(edited(source.text, edits, chance, source.lang), true, edits.join(' + ')),
      ),
      ...source.others.flatMap(({ text, edit }) => [
        ...pair(text, false, edit),
        ...pair(edited(text, chance.some(editNames, 1), chance, source.lang), false, `${edit} + edit`),
      ]),
      ...[changedNumber(source.text, chance)].flatMap((text) =>
        text === undefined
          ? []
          : [
              ...pair(text, false, 'number'),
              ...pair(edited(text, chance.some(editNames, 2), chance, source.lang), false, 'number + edits'),
            ],
      ),
      ...[turned(source.text, chance, source.lang)].flatMap((text) =>
        text === undefined ? [] : pair(text, false, 'opposite or unit'),
      ),
      ...unlike(all, source, n, chance).flatMap((other) => {
        const template = chance.one(templates[source.lang]);
        const tail = chance.one(tails[source.lang]);
        return [
          ...pair(other, false, 'another claim'),
          ...pair(`${template}${other}${tail}`, false, 'one template', `${template}${source.text}${tail}`),
        ];
      }),
    ];
  });
};

/** Two other texts of the same language, of the same topic where there are any. */
const unlike = (all: readonly Source[], source: Source, n: number, chance: Chance): readonly string[] => {
  const others = all.filter((s, i) => i !== n && s.lang === source.lang);
  const near = others.filter((s) => s.topic === source.topic);
  return chance.some(near.length > 1 ? near : others, 2).map((s) => s.text);
};

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, out: { type: 'string' } } });
const lines = pairsOf(Number(values.seed))
  .map((pair) => `${JSON.stringify(pair)}\n`)
  .join('');
if (values.out === undefined) process.stdout.write(lines);
else writeFileSync(values.out, lines);
