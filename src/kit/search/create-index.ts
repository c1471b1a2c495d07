import type { Analyzer, Facts } from '../../base/analyzer.ts';
import type { Candidate } from './candidate-search.ts';
import { numbersConflict } from './conflict.ts';
import type { DocContent } from './doc-bytes.ts';
import { coverOf, type Side, sideOf } from './explain.ts';
import { createLinksHeld, type LinksHeld } from './links-held.ts';
import { type Question, questionOf } from './question.ts';
import { type Read, rememberedReadings } from './readings.ts';
import type { Proposal, SearchDoc, SearchIndex, SearchText } from './shapes.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { checksIn, encodeSnapshot } from './snapshot.ts';
import { unitsOf } from './units.ts';

/** What the same link is worth in a proposal's `score`: more than any words can be. */
export const linkScore = 1_000_000;

/**
 * An index in memory of what was already checked. BM25F over each check's texts: claim, title and subtitle of one language
 * are ranked as one unit, an alias as its own, and a check is as good as its best unit.
 *
 * ```ts
 * const index = createIndex(analyzer);
 * index.put({ checkId: 'c1', texts: [{ kind: 'claim', text: 'Nước chanh chữa được ung thư' }], links: [] });
 * index.propose('nuoc chanh chua ung thu', 3)[0]?.checkId // 'c1'
 * ```
 */
export const createIndex = (analyzer: Analyzer): SearchIndex => {
  let content = createContent(analyzer);
  const read = rememberedReadings(analyzer);
  return {
    put: (doc) => put(content, doc),
    remove: (checkId) => remove(content, checkId),
    has: (checkId) => content.shelf.find(checkId) >= 0,
    propose: (query, k) => propose(analyzer, read, content, query, k),
    byLink: (link) => content.links.holders(link.toWellFormed()).map(content.shelf.idOf).sort(),
    get size() {
      return content.shelf.size();
    },
    snapshot: () => snapshotOf(content.shelf),
    restore: (bytes) => {
      // Read to the end before anything is given up: afterwards nothing can refuse, and two indexes never stand side by side.
      for (const _ of checksIn(bytes));
      content = createContent(analyzer);
      for (const doc of checksIn(bytes)) put(content, doc);
    },
  };
};

type Content = { readonly shelf: Shelf; readonly links: LinksHeld };

const createContent = (analyzer: Analyzer): Content => {
  const shelf = createShelf(analyzer);
  return { shelf, links: createLinksHeld((check, link) => shelf.linksOf(check).includes(link)) };
};

const snapshotOf = (shelf: Shelf): Uint8Array => {
  const checks = shelf.checks();
  return encodeSnapshot({
    count: checks.length,
    idAt: (place) => shelf.idOf(checks[place] ?? 0),
    contentAt: (place) => shelf.contentBytesOf(checks[place] ?? 0),
  });
};

const put = (content: Content, given: SearchDoc): void => {
  const { checkId } = given;
  if (checkId === '' || !checkId.isWellFormed()) throw new RangeError('a check in the index needs a well-formed id');
  remove(content, checkId);
  // As it is kept: what the index later removes must be what it added, and lone surrogates do not survive UTF-8.
  const texts = given.texts.map(wellFormed);
  const links = given.links.map((link) => link.toWellFormed());
  content.shelf.put({ checkId, texts, links });
  const check = content.shelf.find(checkId);
  for (const link of links) content.links.add(link, check);
};

const wellFormed = ({ kind, lang, text }: SearchText): SearchText => ({
  kind,
  ...(lang === undefined ? {} : { lang: lang.toWellFormed() }),
  text: text.toWellFormed(),
});

const remove = (content: Content, checkId: string): void => {
  const check = content.shelf.find(checkId);
  if (check < 0) return;
  for (const link of content.shelf.linksOf(check)) content.links.remove(link, check);
  content.shelf.remove(check);
};

type Ranked = Candidate & { readonly checkId: string; readonly sameLink: boolean; readonly rank: number };

const propose = (analyzer: Analyzer, read: Read, content: Content, query: string, k: number): readonly Proposal[] => {
  if (!(k >= 1)) return [];
  const { shelf, links } = content;
  const question = questionOf(analyzer, query, shelf.idf, shelf.near);
  const best = candidatesFor(shelf, question, links.inText(query), Math.floor(k));
  if (best.length === 0) return [];
  const facts = analyzer.facts(query);
  const asked = sideOf(question.tokens, shelf.idf);
  return best.map((ranked) => explained(read, shelf, asked, facts, ranked));
};

/** The `k` best by words, those with the same link before all others. */
const candidatesFor = (shelf: Shelf, question: Question, linked: ReadonlySet<number>, k: number): readonly Ranked[] => {
  const found = shelf.candidates(question, k);
  const all = [
    ...[...linked].map((check) => shelf.candidateOf(question, check)),
    ...found.filter(({ check }) => !linked.has(check)),
  ].map((c) => {
    const sameLink = linked.has(c.check);
    return { ...c, checkId: shelf.idOf(c.check), sameLink, rank: c.score + (sameLink ? linkScore : 0) };
  });
  return all.sort((a, b) => b.rank - a.rank || (a.checkId < b.checkId ? -1 : 1)).slice(0, k);
};

const noText: SearchText = { kind: 'claim', text: '' };

/**
 * What a question is held against. A title carries the finding ("Honey is not safe …"): whoever states the finding does
 * not state the claim, so titles rank, and speak only where there is nothing else.
 */
const toJudge = (texts: readonly SearchText[], ranked: readonly SearchText[]): readonly SearchText[] => {
  const stated = [...new Set([...ranked, ...texts.slice(0, judgedMost)])].filter(
    (t) => t.kind !== 'title' && t.kind !== 'subtitle',
  );
  return stated.length > 0 ? stated : ranked;
};

// Beside the texts that ranked best: another wording of the same check often agrees more, and reading each takes time.
const judgedMost = 12;

const explained = (read: Read, shelf: Shelf, asked: Side, facts: Facts, ranked: Ranked): Proposal => {
  const { texts }: DocContent = shelf.contentOf(ranked.check);
  const readings = toJudge(texts, unitsOf({ texts })[ranked.ordinal] ?? [noText]).map((text) => {
    const { tokens, facts: stated } = read(text.text);
    const said = sideOf(tokens, shelf.idf);
    return { text, said, stated, cover: coverOf(asked, said) };
  });
  const { text, said, stated, cover } = readings.reduce((best, next) =>
    best.cover.share >= next.cover.share ? best : next,
  );
  const back = coverOf(said, asked);
  const features = {
    coverage: cover.share,
    textCoverage: back.share,
    contentWords: asked.words.size,
    numberConflict: numbersConflict(
      facts.amounts.map((a) => a.value),
      stated.amounts.map((a) => a.value),
    ),
    negationConflict: facts.negated !== stated.negated,
    sameLink: ranked.sameLink,
    bm25: ranked.score,
  };
  const spans = { query: cover.spans, text: back.spans };
  return { checkId: ranked.checkId, score: ranked.rank, probability: null, features, text, spans };
};
