// Puts what a picture shows beside what its words say: which known picture it is, and whether that answers.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { restrained } from '../core/alias.ts';
import { type CheckCard, isOverdue, mayAnswer, textIn } from '../core/check.ts';
import { type PictureDifference, wordlessPicture } from '../core/picture.ts';
import { bestOutcome, type TipInput } from '../core/tip.ts';
import { hashFromHex, isTextFree, judgePictures, leastQuality, type PicturePair } from '../kit/likeness/index.ts';
import { fingerprint, sameMessage } from '../kit/text/index.ts';
import { agreeingPlaces } from './agreeing-places.ts';
import type { Doubt, Matched, MatchedAnswer, MatchedClaim, PictureAsked } from './matched.ts';
import type { PictureOf, SeenPicture } from './picture-ports.ts';
import { restraintOf } from './taught.ts';
import type { World } from './world.ts';

/**
 * The message with its picture. `matched`: what its words were answered with; null where there are none, and the picture is
 * the whole question.
 */
export const matchPicture = async (
  world: Pick<World, 'cards' | 'now' | 'keyed'>,
  seen: SeenPicture,
  matched: Matched | null,
  input: TipInput,
): Promise<Matched> => {
  const base = matched ?? wordless(world, seen, input);
  const answers = await answersOf(world, seen, base);
  const claims = withAnswers(base.claims, answers);
  const { reading, text, isBlank } = seen;
  const isRecognised = answers.some(({ outcome }) => outcome === 'known');
  const agreeing = agreeingPlaces(seen, { text: base.text, claims });
  const likenesses = answers.length;
  const picture: PictureAsked = { reading, text, isBlank, likenesses, agreeing, isRecognised, isKept: false };
  return { ...base, claims, outcome: bestOutcome(claims.map(({ outcome }) => outcome)), picture };
};

/** The picture as the one claim: the same picture sent on is the same question. */
const wordless = ({ keyed }: Pick<World, 'keyed'>, { hash, quality }: SeenPicture, input: TipInput): Matched => {
  const span = { start: 0, end: wordlessPicture.length };
  const hidden = [keyed('masked', `picture ${hash}`)];
  const claim: MatchedClaim = {
    span,
    text: wordlessPicture,
    hidden,
    fingerprint: fingerprint([wordlessPicture, ...hidden].join(' ')),
    outcome: 'new',
    answers: [],
    looks: quality < leastQuality ? [] : Array.from(hashFromHex(hash) ?? [], (word, n) => `picture ${n} ${word}`),
  };
  return { input, text: wordlessPicture, links: [], opinions: [], claims: [claim], outcome: 'new', pages: [] };
};

const answersOf = async (
  world: Pick<World, 'cards' | 'now'>,
  seen: SeenPicture,
  { claims }: Matched,
): Promise<readonly MatchedAnswer[]> => {
  const found = nearestOfEach(seen.found);
  const outcomes = judgePictures(found.map((one) => pairOf(seen, one, claims)));
  const cards = await world.cards.get(found.map(({ id }) => id.check));
  const today = dayOf(world.now());
  return found.flatMap((one, n) => {
    const card = cards.get(one.id.check);
    const outcome = outcomes[n] ?? 'new';
    if (card === undefined || outcome === 'new') return [];
    return [answerOf(seen, one, card, outcome, claims[0]?.fingerprint ?? null, today)];
  });
};

type Found = SeenPicture['found'][number];

/** One picture of each check. */
const nearestOfEach = (found: readonly Found[]): readonly Found[] =>
  found.filter(({ id }, n) => found.findIndex((other) => other.id.check === id.check) === n);

const pairOf = (seen: SeenPicture, { id, distance, isWhole }: Found, claims: readonly MatchedClaim[]): PicturePair => ({
  asked: { quality: seen.quality, letters: seen.letters },
  // What agreed may be a part; that the parts kept of it say enough was seen when they were kept.
  stored: {
    quality: isWhole ? id.picture.quality : Math.max(leastQuality, id.picture.quality),
    letters: id.picture.letters,
  },
  distance,
  isWhole,
  textAgrees: textAgrees(seen, id, claims),
});

/** The words say the same, or lead to the same check; undefined where there is nothing to compare. */
const textAgrees = (
  { text }: SeenPicture,
  { check, picture }: PictureOf,
  claims: readonly MatchedClaim[],
): boolean | undefined => {
  if (claims.some(({ answers }) => answers.some(({ card }) => card.id === check))) return true;
  if (text === null || picture.words === null || isTextFree(picture)) return undefined;
  return sameMessage(picture.words, text);
};

const answerOf = (
  seen: SeenPicture,
  found: Found,
  card: CheckCard,
  judged: 'known' | 'perhaps',
  claim: string | null,
  today: ReturnType<typeof dayOf>,
): MatchedAnswer => {
  const allowed = mayAnswer(card, today) ? judged : 'perhaps';
  const restraint = restraintOf(card, null, { text: '', claim });
  const outcome = restrained(allowed, restraint);
  const overdue = isOverdue(card, today);
  return {
    card,
    outcome,
    overdue,
    sameLink: false,
    probability: null,
    score: 0,
    coverage: 0,
    matched: textIn(card.texts, '').text.claim,
    spans: { query: [], matched: [] },
    wording: null,
    words: [],
    reasons: [],
    doubt: outcome === 'known' ? null : doubtOf(card, overdue, restraint.disputed),
    through: null,
    picture: { of: found.id, differs: differencesOf(seen, found) },
  };
};

const doubtOf = (card: CheckCard, overdue: boolean, disputed: boolean): Doubt => {
  if (disputed) return 'disputed';
  if (overdue) return 'overdue';
  return card.contested === true ? 'contested' : 'picture';
};

const mirrored: ReadonlySet<Found['turn']> = new Set(['fx', 'fy', 'fp', 'fm']);
const turned: ReadonlySet<Found['turn']> = new Set(['r90', 'r180', 'r270', 'fx', 'fp', 'fm']);
/** So much of a side may be an edge that nobody sees. */
const seenEdge = 0.02;
/** A few letters more may be specks that were read. */
const addedLetters = 8;

/** What an asked picture has that the known one has not, or lacks, in the order in which it is told. */
const differencesOf = (seen: SeenPicture, { id, turn, window, isPart }: Found): readonly PictureDifference[] => {
  const told: readonly (readonly [PictureDifference, boolean])[] = [
    ['mirrored', mirrored.has(turn)],
    ['turned', turned.has(turn)],
    ['part', isPart],
    ['around', coversLess(window)],
    ['words', seen.reading !== 'unread' && seen.letters >= id.picture.letters + addedLetters],
    ['colours', seen.isGrey !== id.picture.isGrey],
  ];
  return told.flatMap(([difference, is]) => (is ? [difference] : []));
};

const coversLess = ({ left, top, right, bottom }: Found['window']): boolean =>
  Math.max(left, top, 1 - right, 1 - bottom) > seenEdge;

/**
 * Where the words lead to the same check, that answer shows the picture too; otherwise the picture's answers come first of
 * the first claim, and those that the words gave after it.
 */
const withAnswers = (claims: readonly MatchedClaim[], pictured: readonly MatchedAnswer[]): readonly MatchedClaim[] => {
  const of = new Map(pictured.map((answer) => [answer.card.id, answer]));
  const shown = new Set<Id>();
  const joined = claims.map((claim) => {
    const answers = claim.answers.map((answer) => {
      const same = of.get(answer.card.id);
      if (same?.picture === undefined) return answer;
      shown.add(answer.card.id);
      return { ...answer, picture: same.picture };
    });
    return { ...claim, answers };
  });
  const others = pictured.filter(({ card }) => !shown.has(card.id));
  const [first, ...rest] = joined;
  if (first === undefined || others.length === 0) return joined;
  const answers = [...first.answers, ...others].sort((a, b) => rank(b) - rank(a)).slice(0, mostAnswers);
  return [{ ...first, answers, outcome: bestOutcome(answers.map(({ outcome }) => outcome)) }, ...rest];
};

const mostAnswers = 3;
/** What answers comes first; of what may, a picture says more than a few words in common. */
const rank = ({ outcome, picture }: MatchedAnswer): number =>
  (outcome === 'known' ? 2 : 0) + (picture === undefined ? 0 : 1);
