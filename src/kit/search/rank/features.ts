import { type Collection, nameMark, numberMark, type QuestionText, type UnitText } from '../term-text.ts';
import { agreementAsWritten } from './as-written.ts';
import { type Asked, askedOf } from './asked.ts';
import { type Compared, compare, type FieldSums } from './compared.ts';
import { featureCount, featureIndex, relativeFrom, relatives } from './feature-names.ts';
import { functionAgreements } from './function-agreement.ts';
import { likenessTo } from './likeness.ts';
import { createWeighedTerms, seemsEnglish } from './weighed-terms.ts';
import { commonRun } from './word-order.ts';

/** A check that may be it: the texts of its best unit, and that unit's BM25F. Candidates come best first. */
export type RankCandidate = { readonly text: UnitText; readonly bm25: number };

/**
 * What the ranker looks at, a row of `featureCount` numbers per candidate in their order (names: `featureNames`). Shares lie
 * between 0 and 1; nothing depends on when a message or check was written. `collection` must know the question's unknown
 * words too (`withQuestionWords`), else they are compared as words only.
 */
export const featuresOf = (
  question: QuestionText,
  candidates: readonly RankCandidate[],
  collection: Collection,
): Float64Array => {
  const isEnglish = seemsEnglish(question, collection);
  const terms = createWeighedTerms(collection, 24 * candidates.length, isEnglish);
  const asked = askedOf(question, terms);
  const likeness = likenessTo(asked);
  const near = new Float64Array(asked.size * candidates.length);
  const compared = candidates.map(({ text }, i) =>
    compare(asked, text, likeness, near.subarray(i * asked.size, (i + 1) * asked.size)),
  );
  const rows = new Float64Array(featureCount * candidates.length);
  const best = candidates.reduce((most, c) => Math.max(most, c.bm25), 0) || 1;
  const most = asked.mass * 2.2 || 1;
  const length = averageLength(compared);
  const functionWords = isEnglish ? question.functionWords : [];
  const units = candidates.map(({ text }) => text);
  const asWritten = agreementAsWritten(asked, functionWords, compared, units);
  const functions = functionAgreements(
    functionWords,
    units.map((text) => text.functionWords),
  );
  for (const [i, one] of compared.entries()) {
    const bm25 = candidates[i]?.bm25 ?? 0;
    const put = (name: keyof typeof featureIndex, value: number): void => {
      rows[i * featureCount + featureIndex[name]] = value;
    };
    put('bm25', bm25 / best);
    put('bm25OfMost', bm25 / most);
    put('place', 1 / (1 + i));
    putWords(put, asked, one, length);
    putOrder(put, asked, one);
    putCharacters(put, asked, one);
    putAgreement(put, asked, one);
    put('asWritten', asWritten[i] ?? 0);
    const [inClaim, inTitle, inSubtitle] = functions[i] ?? [0, 0, 0];
    put('functionsClaim', inClaim);
    put('functionsTitle', inTitle);
    put('functionsSubtitle', inSubtitle);
  }
  relate(rows, candidates.length);
  return rows;
};

type Put = (name: keyof typeof featureIndex, value: number) => void;

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

const averageLength = (compared: readonly Compared[]): number =>
  compared.reduce((total, { claim, title }) => total + claim.words + title.words, 0) / compared.length || 1;

const putWords = (put: Put, asked: Asked, one: Compared, averageWords: number): void => {
  let [all, claim, title, subtitle, headed, told, toldClaim, shared] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [toldHeaded, doublyTold] = [0, 0];
  const norm = 1.2 * (0.4 + (0.6 * (one.claim.words + one.title.words)) / averageWords);
  for (let word = 0; word < asked.size; word++) {
    const fields = one.met[word] ?? 0;
    const idf = asked.idf[word] ?? 0;
    if (fields === 0) continue;
    shared++;
    all += idf;
    told += asked.told[word] ?? 0;
    doublyTold += asked.doublyTold[word] ?? 0;
    if ((fields & 1) !== 0) {
      claim += idf;
      toldClaim += asked.told[word] ?? 0;
    }
    if ((fields & 2) !== 0) title += idf;
    if ((fields & 3) !== 0) {
      const count = one.counts[word] ?? 0;
      const gain = (2.2 * count) / (count + norm);
      headed += idf * gain;
      toldHeaded += (asked.told[word] ?? 0) * gain;
    }
    if ((fields & 4) !== 0) subtitle += idf;
  }
  put('words', share(all, asked.mass));
  put('wordsClaim', share(claim, asked.mass));
  put('wordsTitle', share(title, asked.mass));
  put('wordsSubtitle', share(subtitle, asked.mass));
  put('claimWords', share(one.claim.met, one.claim.mass));
  put('titleWords', share(one.title.met, one.title.mass));
  // Every word of it weighed like one of the question's on average: a page's words are not looked up.
  put('subtitleWords', share(one.subtitle.met * asked.size, one.subtitle.words * asked.mass));
  put('shared', Math.min(shared, 10) / 10);
  put('telling', share(told, asked.toldMass));
  put('tellingClaim', share(toldClaim, asked.toldMass));
  put('claimTelling', share(one.claim.toldMet, one.claim.toldMass));
  put('titleTelling', share(one.title.toldMet, one.title.toldMass));
  put('wordsByLength', share(headed, asked.mass));
  put('tellingByLength', share(toldHeaded, asked.toldMass));
  put('tellingMost', share(doublyTold, asked.doublyToldMass));
  put('claimLength', Math.log1p(Math.min(one.claim.words, 40)));
  put('titleLength', Math.log1p(Math.min(one.title.words, 40)));
  put('subtitleLength', Math.log1p(Math.min(one.subtitle.words, 40)));
};

const putOrder = (put: Put, asked: Asked, one: Compared): void => {
  put('pairs', share(one.pairs, asked.pairMass));
  put('claimPairs', share(one.claimPairs, one.claimPairMass));
  put('claimRun', share(commonRun(asked, one.claimRun), one.claim.mass));
  put('titleRun', share(commonRun(asked, one.titleRun), one.title.mass));
  const { sequence } = asked;
  const half = sequence.length >> 1;
  let [first, firstMass, last, lastMass] = [0, 0, 0, 0];
  for (let i = 0; i < sequence.length; i++) {
    const idf = asked.idf[sequence[i] ?? 0] ?? 0;
    const met = one.met[sequence[i] ?? 0] === 0 ? 0 : idf;
    if (i < half) [first, firstMass] = [first + met, firstMass + idf];
    else [last, lastMass] = [last + met, lastMass + idf];
  }
  put('firstHalf', share(first, firstMass));
  put('lastHalf', share(last, lastMass));
};

const putCharacters = (put: Put, asked: Asked, { claim, title, met, near }: Compared): void => {
  const cosine = (a: FieldSums, b?: FieldSums): number =>
    share(a.likeness + (b?.likeness ?? 0), asked.gramNorm * Math.sqrt(a.squares + (b?.squares ?? 0)));
  put('characters', cosine(claim, title));
  put('charactersClaim', cosine(claim));
  put('charactersTitle', cosine(title));
  let nearMass = 0;
  for (let word = 0; word < asked.size; word++)
    if (((met[word] ?? 0) & 3) === 0) nearMass += (near[word] ?? 0) * (asked.idf[word] ?? 0);
  put('nearWords', share(nearMass, asked.mass));
  put('claimNearWords', share(claim.near, claim.mass));
};

const putAgreement = (put: Put, asked: Asked, one: Compared): void => {
  let [numbers, numbersMet, names, namesMet] = [0, 0, 0, 0];
  for (let word = 0; word < asked.size; word++) {
    const mark = asked.marks[word] ?? 0;
    if (mark === 0) continue;
    const isMet = one.met[word] !== 0;
    if ((mark & numberMark) !== 0) {
      numbers++;
      if (isMet) numbersMet++;
    }
    if ((mark & nameMark) !== 0) {
      names += asked.idf[word] ?? 0;
      if (isMet) namesMet += asked.idf[word] ?? 0;
    }
  }
  put('numbers', share(numbersMet, numbers));
  put('numbersMissing', share(numbers - numbersMet, numbers));
  put('claimNumbersMissing', share(one.claimNumbersMissing, one.claimNumbers));
  put('names', share(namesMet, names));
  put('claimNamesMissing', share(one.claimNamesMissing, one.claimNames));
  const accents = one.accentsAgree + one.accentsDiffer;
  put('accentsDiffer', share(one.accentsDiffer, accents));
};

/** The same measures again as a share of the best candidate's. */
const relate = (rows: Float64Array, count: number): void => {
  for (const [i, name] of relatives.entries()) {
    const column = featureIndex[name];
    let best = 0;
    for (let row = 0; row < count; row++) best = Math.max(best, rows[row * featureCount + column] ?? 0);
    if (best <= 0) continue;
    for (let row = 0; row < count; row++)
      rows[row * featureCount + relativeFrom + i] = (rows[row * featureCount + column] ?? 0) / best;
  }
};
