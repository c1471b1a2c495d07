import type { Analyzer, Facts } from '../../base/analyzer.ts';
import { numbersConflict } from './conflict.ts';
import { coverOf, type Side, sideOf } from './explain.ts';
import { createLinksHeld, type LinksHeld } from './links-held.ts';
import { questionOf } from './question.ts';
import { type Read, rememberedReadings } from './readings.ts';
import type { Proposal, SearchDoc, SearchIndex, SearchText } from './shapes.ts';
import { createShelf, type Entry, type Shelf } from './shelf.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import { createTopList } from './top-list.ts';
import { unitsOf } from './units.ts';

/** What the same link is worth in a proposal's `score`: more than any words can be. */
export const linkScore = 1_000_000;

/**
 * An index in memory of what was already checked. BM25 over each check's texts: claim and title of one language are
 * ranked as one unit, an alias as its own, and a check is as good as its best unit.
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
    has: (checkId) => content.shelf.get(checkId) !== undefined,
    propose: (query, k) => propose(analyzer, read, content, query, k),
    byLink: (link) => content.links.holders(link),
    get size() {
      return content.shelf.size;
    },
    snapshot: () => encodeSnapshot([...content.shelf.entries()].map((e) => e.doc).sort(byId)),
    restore: (bytes) => {
      const restored = createContent(analyzer);
      for (const doc of decodeSnapshot(bytes)) put(restored, doc);
      content = restored;
    },
  };
};

type Content = { readonly shelf: Shelf; readonly links: LinksHeld };

const createContent = (analyzer: Analyzer): Content => ({ shelf: createShelf(analyzer), links: createLinksHeld() });

const byId = (a: SearchDoc, b: SearchDoc): number => (a.checkId < b.checkId ? -1 : 1);

const put = (content: Content, given: SearchDoc): void => {
  if (given.checkId === '') throw new RangeError('a check in the index needs an id');
  remove(content, given.checkId);
  // A copy: what the index later removes must be what it added, whatever the caller does to the document.
  const doc = { checkId: given.checkId, texts: given.texts.map((t) => ({ ...t })), links: [...given.links] };
  content.shelf.put(doc);
  for (const link of doc.links) content.links.add(link, doc.checkId);
};

const remove = (content: Content, checkId: string): void => {
  for (const link of content.shelf.get(checkId)?.doc.links ?? []) content.links.remove(link, checkId);
  content.shelf.remove(checkId);
};

type Candidate = { readonly entry: Entry; readonly unit: number; readonly bm25: number; readonly sameLink: boolean };

const propose = (analyzer: Analyzer, read: Read, content: Content, query: string, k: number): readonly Proposal[] => {
  if (!(k >= 1)) return [];
  const { shelf, links } = content;
  const question = questionOf(analyzer, query, shelf.idf);
  const facts = analyzer.facts(query);
  const linked = new Set(links.inText(query));
  const top = createTopList<Candidate>(k, (c) => c.entry.doc.checkId);
  shelf.score(question.terms, (entry, unit, bm25) => {
    const sameLink = linked.size > 0 && linked.delete(entry.doc.checkId);
    const score = bm25 + (sameLink ? linkScore : 0);
    if (top.admits(score)) top.offer({ entry, unit, bm25, sameLink }, score);
  });
  for (const id of linked) {
    const entry = shelf.get(id);
    if (entry !== undefined) top.offer({ entry, unit: 0, bm25: 0, sameLink: true }, linkScore);
  }
  if (top.items().length === 0) return [];
  const asked = sideOf(question.tokens, shelf.idf);
  return top.items().map(({ item, score }) => explained(read, shelf, asked, facts, item, score));
};

const noText: SearchText = { kind: 'claim', text: '' };

/**
 * What a question is held against. A title carries the finding ("Honey is not safe …"): whoever states the finding does
 * not state the claim, so titles rank, and speak only where there is nothing else.
 */
const toJudge = (doc: SearchDoc, ranked: readonly SearchText[]): readonly SearchText[] => {
  const stated = [...new Set([...ranked, ...doc.texts.slice(0, judgedMost)])].filter((t) => t.kind !== 'title' && t.kind !== 'subtitle');
  return stated.length > 0 ? stated : ranked;
};

// Beside the texts that ranked best: another wording of the same check often agrees more, and reading each takes time.
const judgedMost = 12;

const explained = (
  read: Read,
  shelf: Shelf,
  asked: Side,
  facts: Facts,
  { entry, unit, bm25, sameLink }: Candidate,
  score: number,
): Proposal => {
  const readings = toJudge(entry.doc, unitsOf(entry.doc)[unit] ?? [noText]).map((text) => {
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
    sameLink,
    bm25,
  };
  const spans = { query: cover.spans, text: back.spans };
  return { checkId: entry.doc.checkId, score, probability: null, features, text, spans };
};
