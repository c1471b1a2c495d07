/** At most so many bits apart, two pictures are the same one. */
export const sameWithin = 31;
/** At most so many bits apart, a picture is proposed, and no more. */
export const proposedWithin = 64;
/** The hash of a picture with less quality says too little to be used. */
export const leastQuality = 50;

/** Fewer letters and digits are a name on a shirt or dirt on a scan; from here on a picture's words carry what it says. */
const substantialLetters = 20;
/** A picture without text may still have a few letters read into it. */
const strayLetters = 4;

/** What is known of one side: its hash's quality, and how many letters and digits were read in it (0 for none). */
export type Side = { readonly quality: number; readonly letters: number };

/** A stored picture beside the asked one. `textAgrees`: whether their texts say the same; undefined where nobody compared. */
export type PicturePair = {
  readonly asked: Side;
  readonly stored: Side;
  readonly distance: number;
  readonly isWhole: boolean;
  readonly textAgrees: boolean | undefined;
};

export type Sameness = 'same' | 'proposed' | 'other';

/** What a distance alone says; a hash of little quality says nothing. */
export const samenessOf = (distance: number, askedQuality: number, storedQuality: number): Sameness => {
  if (Math.min(askedQuality, storedQuality) < leastQuality || distance > proposedWithin) return 'other';
  return distance <= sameWithin ? 'same' : 'proposed';
};

/** Whether a picture's words carry what it says: then they have to agree too. */
export const hasSubstantialText = ({ letters }: Side): boolean => letters >= substantialLetters;

/** Whether there is nothing to read in a picture. */
export const isTextFree = ({ letters }: Side): boolean => letters <= strayLetters;

/**
 * Whether a stored picture answers by itself (`known`), may answer (`perhaps`), or does not (`new`), among all that were
 * found for the asked one. Two screenshots of one template can be as near as two copies of one photograph, so where the
 * stored one has substantial text the texts must agree, and even then a picture alone decides nothing. By itself answers only a
 * picture without text, whole beside whole, at most 31 bits apart, of quality 50 or more on both sides, and only where
 * no other was found.
 */
export const judgePictures = (pairs: readonly PicturePair[]): readonly ('known' | 'perhaps' | 'new')[] => {
  const mays = pairs.map(mayAnswer);
  const only = mays.filter((may) => may).length === 1;
  return pairs.map((pair, i) => {
    if (!mays[i]) return 'new';
    return only && answersByItself(pair) ? 'known' : 'perhaps';
  });
};

const mayAnswer = ({ asked, stored, distance, textAgrees }: PicturePair): boolean => {
  if (samenessOf(distance, asked.quality, stored.quality) === 'other') return false;
  // Words that only the asked one has were added to it; whether that changes what it says, people see.
  return textAgrees !== false && !(textAgrees === undefined && hasSubstantialText(stored));
};

const answersByItself = ({ asked, stored, distance, isWhole }: PicturePair): boolean =>
  isWhole && distance <= sameWithin && isTextFree(asked) && isTextFree(stored);
