// The fields of the forms that hand in, and what they say to the verbs.
import { type UiLang, uiLangs } from '../../base/lang.ts';
import type { CheckText } from '../../core/check.ts';
import type { ChangeTyped, ConclusionTyped, WordsTyped } from '../../desk/index.ts';
import { topicNamed } from '../pages/topic-words.ts';
import {
  addPrefixes,
  type DecideForm,
  picturePrefixes,
  relatedBoxes,
  removeBoxes,
  sourceFields,
  takeBoxes,
  textFields,
  topicFields,
} from './pages/decide-model.ts';

const perLang = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => uiLangs.map((lang) => `${name}.${lang}`));
const texts = uiLangs.flatMap((lang) => textFields.map((field) => `text.${lang}.${field}`));

/** Boxes of checks that are offered, and a field for others. */
const relatedFields = ['related', ...relatedBoxes];

const sources = [
  ...removeBoxes,
  ...takeBoxes,
  ...addPrefixes.flatMap((prefix) => [...sourceFields, ...perLang('shows')].map((name) => `${prefix}${name}`)),
];

const pictureFields = picturePrefixes.flatMap((at) =>
  ['file', 'kind', ...perLang('alt'), 'seenUrl', 'seenOn'].map((name) => `${at}${name}`),
);

/** The names of each form's fields. */
export const fieldsOf: Readonly<Record<DecideForm, readonly string[]>> = {
  submit: [
    'verdict',
    'asOf',
    'reviewBy',
    'slug',
    ...topicFields,
    'appearances',
    'publishAt',
    ...relatedFields,
    ...pictureFields,
  ],
  correct: [
    'kind',
    'verdict',
    'asOf',
    'reviewBy',
    ...perLang('explain'),
    ...texts,
    ...relatedFields,
    ...sources,
    'replies',
    'pictures',
    ...pictureFields,
  ],
  withdraw: perLang('because'),
  decline: ['reason', ...perLang('claim', 'explain')],
  note: ['nextOn', ...perLang('claim', 'known', 'unknown')],
};

export type Typed = Readonly<Record<string, string>>;

/** Words of a field in each language in which it was filled. */
export const textsTyped = (typed: Typed, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    uiLangs.flatMap((lang: UiLang) => {
      const text = (typed[`${name}.${lang}`] ?? '').replaceAll('\r\n', '\n').trim();
      return text === '' ? [] : [[lang, text]];
    }),
  );

export const conclusionTyped = (typed: Typed): ConclusionTyped => ({
  verdict: typed.verdict ?? '',
  asOf: typed.asOf ?? '',
  reviewBy: typed.reviewBy ?? '',
  slug: typed.slug ?? '',
  topics: topicFields.flatMap((name) => (typed[name] ?? '').split(/[,;\n]/)).map(topicNamed),
  appearances: (typed.appearances ?? '').split('\n'),
  // A field of local date and time has no zone; every time of ours is UTC, and the form says so.
  publishAt: typed.publishAt ? `${typed.publishAt}Z` : '',
  related: relatedTyped(typed),
  pictures: picturesTyped(typed),
});

/** Those that were ticked. */
const picturesTyped = (typed: Typed) =>
  picturePrefixes.flatMap((at) => {
    const file = typed[`${at}file`];
    if (file === undefined) return [];
    const said = (name: string): string => typed[`${at}${name}`] ?? '';
    const alt = textsTyped(typed, `${at}alt`);
    return [{ file, kind: said('kind'), alt, seenUrl: said('seenUrl'), seenOn: said('seenOn') }];
  });

/** Every box that was ticked, and every line of the field. */
const relatedTyped = (typed: Typed): readonly string[] => [
  ...relatedBoxes.flatMap((box) => typed[box] ?? []),
  ...(typed.related ?? '').split('\n'),
];

/** Every language in which the check stands now; a language that it has not yet is begun when any field of it is filled. */
export const changeTyped = (typed: Typed): ChangeTyped => ({
  kind: typed.kind ?? '',
  verdict: typed.verdict ?? '',
  asOf: typed.asOf ?? '',
  reviewBy: typed.reviewBy ?? '',
  explain: textsTyped(typed, 'explain'),
  related: relatedTyped(typed),
  ...evidenceTyped(typed),
  replies: typed.replies !== undefined,
  ...(typed.pictures === undefined ? {} : { pictures: picturesTyped(typed) }),
  texts: Object.fromEntries(
    uiLangs.flatMap((lang) => {
      const field = (name: keyof CheckText) => (typed[`text.${lang}.${name}`] ?? '').replaceAll('\r\n', '\n').trim();
      const text: CheckText = {
        title: field('title'),
        claim: field('claim'),
        short: field('short'),
        known: field('known'),
        how: field('how'),
        reply: field('reply'),
      };
      return Object.values(text).some((words) => words !== '') ? [[lang, text]] : [];
    }),
  ),
});

/** Boxes that were ticked, and every new source of which something was typed; nothing where nothing was. */
const evidenceTyped = (typed: Typed): Pick<ChangeTyped, 'evidence'> => {
  const remove = removeBoxes.flatMap((box, place) => (typed[box] === undefined ? [] : [place]));
  const take = takeBoxes.flatMap((box) => typed[box] ?? []);
  const add = addPrefixes.flatMap((prefix) => {
    const fields = Object.fromEntries(
      sourceFields.flatMap((name) => {
        const text = typed[`${prefix}${name}`];
        return text === undefined ? [] : [[name, text]];
      }),
    );
    const shows = textsTyped(typed, `${prefix}shows`);
    const begun = [fields.url, fields.title, fields.publisher, fields.quotation].some(
      (text) => (text ?? '').trim() !== '',
    );
    return begun || Object.keys(shows).length > 0 ? [{ ...fields, shows }] : [];
  });
  return remove.length + take.length + add.length === 0 ? {} : { evidence: { remove, take, add } };
};

export const becauseTyped = (typed: Typed): Readonly<Record<string, string>> => textsTyped(typed, 'because');

export const wordsTyped = (form: 'decline' | 'note', typed: Typed): WordsTyped =>
  form === 'decline'
    ? {
        kind: 'closing',
        reason: typed.reason ?? '',
        claim: textsTyped(typed, 'claim'),
        explain: textsTyped(typed, 'explain'),
      }
    : {
        kind: 'note',
        claim: textsTyped(typed, 'claim'),
        known: textsTyped(typed, 'known'),
        unknown: textsTyped(typed, 'unknown'),
        nextOn: typed.nextOn ?? '',
      };
