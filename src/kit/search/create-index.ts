import type { Analyzer } from '../../base/analyzer.ts';
import { createLinksHeld, type LinksHeld } from './links-held.ts';
import { order, propose } from './propose.ts';
import { rememberedReadings } from './readings.ts';
import type { SearchDoc, SearchIndex, SearchText } from './shapes.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { checksIn, encodeSnapshot } from './snapshot.ts';

/**
 * An index in memory of what was already checked. BM25F over each check's texts proposes: claim, title and subtitle of one
 * language are one unit, an alias its own, and a check is as good as its best unit. A small model ranks the best fifty and
 * says how sure it is.
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
    propose: (query, k, meaning) => propose({ analyzer, read, ...content }, query, k, meaning),
    order: (query, k, meaning) => order({ analyzer, read, ...content }, query, k, meaning),
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
