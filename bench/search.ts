/**
 * How fast and how right `kit/search` finds a check. Without arguments over a seeded made-up corpus of 14,231 claims; with
 * `--checks FILE.jsonl --queries FILE.tsv --qrels FILE` over real ones (objects `{id, claim, title?, lang?}` or CheckThat's
 * own names), then with MAP@5. The peer in the same run is a plain BM25 over `Map` postings with lower-cased words: no
 * search package is a dependency here, so the ratios compare with what one would write in an afternoon.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createIndex, type SearchDoc } from '../src/kit/search/index.ts';
import { analyzer, fold } from '../src/kit/text/index.ts';

type Corpus = {
  readonly name: string;
  readonly docs: readonly SearchDoc[];
  readonly queries: readonly { readonly text: string; readonly gold: ReadonlySet<string> }[];
};
type Engine = { readonly put: (doc: SearchDoc) => void; readonly find: (query: string) => readonly string[] };

const main = (): void => {
  const { values } = parseArgs({
    options: { checks: { type: 'string' }, queries: { type: 'string' }, qrels: { type: 'string' } },
  });
  const { checks, queries, qrels } = values;
  const corpus = checks && queries && qrels ? corpusFrom(checks, queries, qrels) : madeUp();
  const index = createIndex(analyzer);
  const ours = measure(corpus, { put: index.put, find: (q) => index.propose(q, 5).map((p) => p.checkId) });
  const peer = measure(corpus, createPeer());
  console.log(`${corpus.name}: ${corpus.docs.length} checks, ${corpus.queries.length} queries, 5 proposals each`);
  console.table({ 'kit/search': ours, 'plain BM25': peer });
  const ratios = {
    p50: round(ours.p50Ms / peer.p50Ms),
    p99: round(ours.p99Ms / peer.p99Ms),
    build: round(ours.buildMs / peer.buildMs),
  };
  console.log(
    JSON.stringify({
      bench: 'search',
      corpus: corpus.name,
      ours,
      peer,
      ratios: { ...ratios, map5: round(ours.map5 / peer.map5) },
    }),
  );
};

const round = (x: number): number => Math.round(x * 10_000) / 10_000;

const measure = (corpus: Corpus, engine: Engine) => {
  const begun = performance.now();
  for (const doc of corpus.docs) engine.put(doc);
  const buildMs = performance.now() - begun;
  for (const { text } of corpus.queries.slice(0, 200)) engine.find(text);
  const times: number[] = [];
  let precision = 0;
  for (const { text, gold } of corpus.queries) {
    const start = performance.now();
    const found = engine.find(text);
    times.push(performance.now() - start);
    precision += averagePrecision(found, gold);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => round(times[Math.floor((times.length - 1) * share)] ?? 0);
  return {
    map5: round(precision / corpus.queries.length),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    buildMs: Math.round(buildMs),
  };
};

/** Average precision at 5, divided by the relevant ones that could be found (trec_eval's map_cut_5 with a cap of 5). */
const averagePrecision = (found: readonly string[], gold: ReadonlySet<string>): number => {
  let [hits, sum] = [0, 0];
  for (const [i, id] of found.slice(0, 5).entries()) if (gold.has(id)) sum += ++hits / (i + 1);
  return sum / Math.min(5, Math.max(1, gold.size));
};

const corpusFrom = (checks: string, queries: string, qrels: string): Corpus => {
  const lines = (path: string): readonly string[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  const docs = lines(checks).map((line) => docFrom(JSON.parse(line) as Readonly<Record<string, string | undefined>>));
  const gold = new Map<string, Set<string>>();
  for (const line of lines(qrels)) {
    const [query = '', , check = '', grade] = line.split(/\s+/);
    if (grade !== '0') gold.set(query, (gold.get(query) ?? new Set()).add(check));
  }
  const asked = lines(queries).map(
    (line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)] as const,
  );
  return {
    name: 'files',
    docs,
    queries: asked.flatMap(([id, text]) => (gold.has(id) ? [{ text, gold: gold.get(id) ?? new Set<string>() }] : [])),
  };
};

const docFrom = (check: Readonly<Record<string, string | undefined>>): SearchDoc => {
  const lang = check.lang ?? 'en';
  const title = check.title === undefined ? [] : [{ kind: 'title' as const, lang, text: check.title }];
  const claim = { kind: 'claim' as const, lang, text: check.claim ?? check.vclaim ?? '' };
  return { checkId: check.id ?? check.vclaim_id ?? '', texts: [claim, ...title], links: check.url ? [check.url] : [] };
};

/** Claims of made-up Vietnamese words with Zipf's frequencies, asked with words left out, added, and without diacritics. */
const madeUp = (): Corpus => {
  let state = 20261122;
  const chance = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  const onsets = [
    'b',
    'c',
    'ch',
    'd',
    'đ',
    'gi',
    'h',
    'kh',
    'l',
    'm',
    'n',
    'ng',
    'nh',
    'ph',
    'qu',
    's',
    't',
    'th',
    'tr',
    'v',
    'x',
  ];
  const rhymes = [
    'a',
    'á',
    'ạ',
    'an',
    'ận',
    'ang',
    'ắc',
    'ăm',
    'êu',
    'ế',
    'iên',
    'iệt',
    'ình',
    'ô',
    'ộc',
    'ông',
    'ơi',
    'ợp',
    'uyên',
    'uốc',
    'ương',
    'ượt',
    'ủ',
    'y',
  ];
  const syllables = onsets.flatMap((onset) => rhymes.map((rhyme) => onset + rhyme));
  const words = Array.from({ length: 12_000 }, () => `${pick(syllables)} ${pick(syllables)}`);
  const word = (): string => words[Math.floor(words.length ** chance()) - 1] ?? words[0] ?? '';
  const texts = Array.from({ length: 14_231 }, () => Array.from({ length: 6 + Math.floor(chance() * 10) }, word));
  const docs = texts.map((text, i) => ({
    checkId: `made-up-${i}`,
    texts: [
      { kind: 'claim' as const, lang: 'vi', text: text.join(' ') },
      { kind: 'title' as const, lang: 'vi', text: text.slice(0, 5).join(' ') },
    ],
    links: [],
  }));
  const queries = Array.from({ length: 1000 }, (_, i) => {
    const target = Math.floor(chance() * texts.length);
    const kept = (texts[target] ?? []).filter(() => chance() < 0.6);
    const text = [...kept, ...Array.from({ length: 8 }, word)].join(' ');
    return { text: i % 2 === 0 ? text : fold(text), gold: new Set([`made-up-${target}`]) };
  });
  return { name: 'made up', docs, queries };
};

const createPeer = (): Engine => {
  const ids: string[] = [];
  const lengths: number[] = [];
  const postings = new Map<string, Map<number, number>>();
  let total = 0;
  const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const put = (doc: SearchDoc): void => {
    const words = doc.texts.flatMap((t) => wordsOf(t.text));
    const number = ids.push(doc.checkId) - 1;
    lengths.push(words.length);
    total += words.length;
    for (const word of words) {
      const held = postings.get(word) ?? new Map<number, number>();
      postings.set(word, held.set(number, (held.get(number) ?? 0) + 1));
    }
  };
  const find = (query: string): readonly string[] => {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(query))) {
      const held = postings.get(word) ?? new Map<number, number>();
      const idf = Math.log(1 + (ids.length - held.size + 0.5) / (held.size + 0.5));
      for (const [number, count] of held) {
        const norm = 1.2 * (0.25 + (0.75 * (lengths[number] ?? 0) * ids.length) / total);
        scores.set(number, (scores.get(number) ?? 0) + (idf * count * 2.2) / (count + norm));
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 5)
      .map(([number]) => ids[number] ?? '');
  };
  return { put, find };
};

main();
