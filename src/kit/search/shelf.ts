import type { Analyzer, Token } from '../../base/analyzer.ts';
import { createByteReader } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { type Candidate, checkOfUnit, createCandidateSearch, ordinalOfUnit } from './candidate-search.ts';
import { createCollectionSums } from './collection-sums.ts';
import { type DocContent, readContent, readLinks, writeContent } from './doc-bytes.ts';
import { withRoom } from './growing.ts';
import { createNearTerms } from './near-terms.ts';
import { createNumbering } from './numbering.ts';
import type { Question, WeightedTerm } from './question.ts';
import { createRecordLog } from './record-log.ts';
import { createSegmentList } from './segments/segment-list.ts';
import type { Wanted } from './segments/top-checks.ts';
import type { SearchDoc } from './shapes.ts';
import { type Collection, type QuestionText, type UnitText, unknownTerms } from './term-text.ts';
import { createUnitReader } from './unit-reader.ts';
import { numberedText, readUnitText, skipStretch, startOfStretch } from './unit-text.ts';
import { unitsOf } from './units.ts';
import { createVocabulary, idfOf } from './vocabulary.ts';

/** The checks and their postings. Ids are those the caller gave; inside, checks go by numbers. */
export type Shelf = {
  /** Adds a check that is not here. Its strings must be well-formed Unicode. */
  readonly put: (doc: SearchDoc) => void;
  readonly remove: (check: number) => void;
  /** The number of the check with this id, or -1. */
  readonly find: (checkId: string) => number;
  readonly idOf: (check: number) => string;
  readonly contentOf: (check: number) => DocContent;
  readonly linksOf: (check: number) => readonly string[];
  /** What `writeContent` wrote of it. */
  readonly contentBytesOf: (check: number) => Uint8Array;
  /** All checks, by id. */
  readonly checks: () => Uint32Array;
  readonly size: () => number;
  readonly idf: (term: string) => number;
  /** What an unknown word may stand for; nothing for a known one. */
  readonly near: (word: string) => readonly WeightedTerm[];
  /** The wanted checks by their best units, best first, equal scores by id: the same as if every unit were scored. */
  readonly candidates: (question: Question, wanted: Wanted) => readonly Candidate[];
  /** One check as a candidate, whatever its score; its first unit with 0 when no word agrees. */
  readonly candidateOf: (question: Question, check: number) => Candidate;
  readonly unitText: (unit: number) => UnitText;
  readonly numbered: (tokens: readonly Token[]) => QuestionText;
  readonly collection: Collection;
};

export const createShelf = (analyzer: Analyzer): Shelf => {
  const ids = createNumbering();
  const vocabulary = createVocabulary();
  const sums = createCollectionSums();
  const reader = createUnitReader(analyzer, vocabulary);
  // By check: the number of the `put` that brought it, 0 when it is not here; the address of its record.
  let puts = new Uint32Array(0);
  let addresses = new Float64Array(0);
  let size = 0;
  let lastPut = 0;
  const isAlive = (check: number, put: number): boolean => puts[check] === put;
  const log = createRecordLog(
    (check) => (puts[check] === 0 ? -1 : (addresses[check] ?? -1)),
    (check, address) => {
      addresses[check] = address;
    },
  );
  const segments = createSegmentList(isAlive, sums.averages);
  const search = createCandidateSearch({ vocabulary, sums, segments, isAlive, compare: ids.compare });
  const body = createByteWriter();
  const part = createByteWriter();

  const put = (doc: SearchDoc): void => {
    const check = ids.intern(doc.checkId);
    puts = withRoom(puts, check + 1);
    addresses = withRoom(addresses, check + 1);
    lastPut++;
    puts[check] = lastPut;
    size++;
    body.clear();
    part.clear();
    writeContent(part, doc);
    body.number(part.size());
    body.bytes(part.written());
    for (const unit of unitsOf(doc)) {
      part.clear();
      const { terms, counts, termCount, lengths } = reader.read(unit, part);
      body.number(part.size());
      body.bytes(part.written());
      for (let i = 0; i < termCount; i++) vocabulary.add(terms[i] ?? 0);
      sums.add(lengths);
      segments.add({ check, put: lastPut, lengths, terms, counts, termCount });
    }
    addresses[check] = log.append(check, body.written());
    segments.settle();
    log.settle();
  };

  const remove = (check: number): void => {
    let postings = 0;
    const units = unitsOf(contentOf(check));
    for (const unit of units) {
      const { terms, termCount, lengths } = reader.read(unit);
      for (let i = 0; i < termCount; i++) vocabulary.drop(terms[i] ?? 0);
      sums.remove(lengths);
      postings += termCount;
    }
    const put = puts[check] ?? 0;
    log.remove(addresses[check] ?? 0);
    puts[check] = 0;
    size--;
    ids.release(check);
    segments.bury(put, units.length, postings);
    log.settle();
  };

  const readerOf = (check: number) => {
    const { bytes, from, to } = log.read(addresses[check] ?? 0);
    return createByteReader(bytes, from, to);
  };

  const contentOf = (check: number): DocContent => {
    const record = readerOf(check);
    record.number();
    return readContent(record);
  };

  const unitText = (unit: number): UnitText => {
    const { bytes, from } = log.read(addresses[checkOfUnit(unit)] ?? 0);
    let at = skipStretch(bytes, from);
    for (let before = ordinalOfUnit(unit); before > 0; before--) at = skipStretch(bytes, at);
    return readUnitText(bytes, startOfStretch(bytes, at));
  };

  const idf = (term: string): number => {
    const known = vocabulary.find(term);
    return idfOf(known < 0 ? 0 : vocabulary.frequency(known), sums.unitCount());
  };

  return {
    put,
    remove,
    find: ids.find,
    idOf: ids.textOf,
    contentOf,
    linksOf: (check) => {
      const record = readerOf(check);
      record.number();
      return readLinks(record);
    },
    contentBytesOf: (check) => {
      const record = readerOf(check);
      return record.bytes(record.number());
    },
    checks: () =>
      Uint32Array.from({ length: puts.length }, (_, check) => check)
        .filter((check) => puts[check] !== 0)
        .sort(ids.compare),
    size: () => size,
    idf,
    near: createNearTerms(vocabulary),
    candidates: (question, wanted) => search.best(question, { ...wanted, most: Math.min(wanted.most, size) }),
    candidateOf: (question, check) =>
      search.scored(question, check, puts[check] ?? 0, unitsOf(contentOf(check)).length),
    unitText,
    numbered: (tokens) => numberedText(tokens, vocabulary.find),
    collection: {
      get unitCount() {
        return sums.unitCount();
      },
      idf: (term) => idfOf(term >= unknownTerms ? 0 : vocabulary.frequency(term), sums.unitCount()),
      spelled: (term) => (vocabulary.frequency(term) === 0 ? undefined : vocabulary.spelled(term)),
    },
  };
};
