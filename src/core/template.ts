// Short answers that are the same for everybody, so that every outgoing word can be read beforehand. The shipped texts stand in
// shipped-templates.*.json; where they need something local, they hold a blank, `[[what to fill in]]`.

import type { Day } from '../base/clock.ts';
import { type UiLang, uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { questionKeys } from './question.ts';
import enShipped from './shipped-templates.en.json' with { type: 'json' };
import viShipped from './shipped-templates.vi.json' with { type: 'json' };

export const templateKeys = [
  'scam-victim',
  'crisis',
  'emergency',
  'not-checkable',
  'duplicate',
  'thanks',
  ...questionKeys,
] as const;
export type TemplateKey = (typeof templateKeys)[number];

export const isTemplateKey = (text: string): text is TemplateKey => (templateKeys as readonly string[]).includes(text);

export const longestTemplate = 4000;

/** One text that is or was in use. */
export type TemplateText = {
  readonly key: TemplateKey;
  readonly lang: UiLang;
  /** 0 is the text that Sangto ships; each change counts on. */
  readonly n: number;
  readonly text: string;
  /** Null for the shipped text. */
  readonly changedOn: Day | null;
};

const shipped: Readonly<Record<UiLang, Readonly<Record<TemplateKey, string>>>> = { vi: viShipped, en: enShipped };

/** The text that is shipped for a key. */
export const shippedTemplate = (key: TemplateKey, lang: UiLang): TemplateText => ({
  key,
  lang,
  n: 0,
  text: shipped[lang][key],
  changedOn: null,
});

/** Every template in every language as it is in use: the team's own where there is one, else the shipped text. */
export const templatesInUse = (changed: readonly TemplateText[]): readonly TemplateText[] =>
  templateKeys.flatMap((key) =>
    uiLangs.map((lang) => changed.find((text) => text.key === key && text.lang === lang) ?? shippedTemplate(key, lang)),
  );

/** What a text still asks to have filled in, in order. */
export const blanksIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(blank), ([, hint]) => (hint ?? '').trim());

/** The text as it goes out: a line with a blank that nobody filled in is left out, rather than sent half. */
export const outgoing = (text: string): string =>
  text
    .split('\n')
    .filter((line) => blanksIn(line).length === 0)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

const blank = /\[\[([^[\]\n]*)\]\]/g;

export type TemplateRefusal = Refusal<'template-empty' | 'template-too-long' | 'template-blank-open'>;

/** A text as it may be kept: trimmed, with plain line ends, and every blank closed on its line. */
export const parseTemplate = (given: string): Result<string, TemplateRefusal> => {
  const text = given.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim();
  if (text.length > longestTemplate) return refuse('template-too-long', { field: 'text' });
  if (/\[\[|\]\]/.test(text.replaceAll(blank, ''))) return refuse('template-blank-open', { field: 'text' });
  // Nothing but blanks would send an empty message.
  if (outgoing(text) === '') return refuse('template-empty', { field: 'text' });
  return ok(text);
};
