// A kind answer to send back to a family chat: thanks first, then what was found, then the link. Never a word about whoever sent it.
import type { UiLang } from '../base/lang.ts';
import type { Verdict } from './verdict.ts';

/** How near one is: it decides the sentences, as the form decides the words of address in them. */
type Register = 'family' | 'friend' | 'group' | 'neutral';

export const kindGroups = ['parents', 'grandparents', 'siblings', 'relatives', 'others'] as const;

/** How one calls oneself and the other; in Vietnamese that is never just "I" and "you". */
export type KindForm = {
  readonly name: string;
  readonly group: (typeof kindGroups)[number];
  readonly register: Register;
  readonly self: string;
  readonly you: string;
};

const kin = (group: KindForm['group'], name: string, self: string, you: string): KindForm => ({
  name,
  group,
  register: 'family',
  self,
  you,
});

const other = (name: string, register: Register, self = '', you = ''): KindForm => ({
  name,
  group: 'others',
  register,
  self,
  you,
});

const forms: Readonly<Record<UiLang, readonly KindForm[]>> = {
  vi: [
    kin('parents', 'con-bo', 'con', 'bố'),
    kin('parents', 'con-me', 'con', 'mẹ'),
    kin('parents', 'con-bo-me', 'con', 'bố mẹ'),
    kin('parents', 'con-ba', 'con', 'ba'),
    kin('parents', 'con-ma', 'con', 'má'),
    kin('parents', 'con-ba-ma', 'con', 'ba má'),
    kin('grandparents', 'chau-ong', 'cháu', 'ông'),
    kin('grandparents', 'chau-ba', 'cháu', 'bà'),
    kin('grandparents', 'chau-ong-ba', 'cháu', 'ông bà'),
    kin('siblings', 'em-anh', 'em', 'anh'),
    kin('siblings', 'em-chi', 'em', 'chị'),
    kin('relatives', 'chau-co', 'cháu', 'cô'),
    kin('relatives', 'chau-chu', 'cháu', 'chú'),
    kin('relatives', 'chau-bac', 'cháu', 'bác'),
    other('friends', 'friend', 'mình', 'bạn'),
    other('family', 'group', 'mình', 'cả nhà'),
    other('group', 'group', 'mình', 'mọi người'),
    other('neutral', 'neutral'),
  ],
  en: [other('family', 'family'), other('friends', 'friend'), other('group', 'group')],
};

/** The forms of address of a language, in the order in which they are offered. */
export const kindForms = (lang: UiLang): readonly KindForm[] => forms[lang];

/** The form with a name, else the one that offends nobody. */
export const kindForm = (lang: UiLang, name: string): KindForm => {
  const all = forms[lang];
  const found = all.find((form) => form.name === name) ?? all.at(-1);
  if (found === undefined) throw new Error('a language without a form of address');
  return found;
};

type Part = 'thanks' | 'finding' | 'concluded' | 'right' | 'care' | 'open' | 'satire' | 'link';
/** The sentences of one language, with `{self}`, `{you}`, and the same with a capital; a register it lacks is never asked for. */
export type KindWords = { readonly [register in Register]?: Readonly<Record<Part, string>> };

export type KindFinding = {
  /** Who checked it. */
  readonly publisher: string;
  /** Null where it was checked elsewhere, or nothing was concluded: then nothing is added to what they say. */
  readonly verdict: Verdict | null;
  /** The word under which the conclusion is told. */
  readonly word: string;
  /** The published answer in one sentence, carried as it is. */
  readonly short: string;
  readonly url: string;
};

/** The message as plain text, its link on a line of its own at the end. */
export const kindReply = (words: KindWords, form: KindForm, found: KindFinding): string => {
  const said = words[form.register];
  if (said === undefined) throw new Error(`no sentences for ${form.register}`);
  const told = found.short.toLowerCase().startsWith(found.word.toLowerCase());
  const values: Readonly<Record<string, string>> = {
    self: form.self,
    you: form.you,
    Self: capital(form.self),
    You: capital(form.you),
    publisher: found.publisher,
    verdict: found.word,
    short: found.short,
    url: found.url,
  };
  const tone = toneOf(found.verdict);
  const fill = (part: Part) => said[part].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const text = [fill('thanks'), fill(told ? 'finding' : 'concluded'), ...(tone === null ? [] : [fill(tone)])];
  return `${text.map((sentence) => sentence.trim()).join(' ')}\n\n${fill('link')}`;
};

const toneOf = (verdict: Verdict | null): 'right' | 'care' | 'open' | 'satire' | null => {
  switch (verdict) {
    case null:
      return null;
    case 'true':
    case 'mostly-true':
      return 'right';
    case 'unproven':
    case 'denied-by-party':
      return 'open';
    case 'satire':
      return 'satire';
    default:
      return 'care';
  }
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
