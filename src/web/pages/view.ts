// What every component is handed beside its own data: the words, the dates and the addresses of one language.
import type { Day } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { localeOf, type Translate, translate } from '../locale.ts';
import type { Shell } from './model.ts';

export type View = {
  readonly shell: Shell;
  readonly lang: UiLang;
  readonly t: Translate;
  readonly day: (day: Day) => string;
  readonly number: (n: number) => string;
  /** The name of a language (BCP 47) in the language of the page; the tag itself when nobody knows it. */
  readonly language: (tag: string) => string;
  /** The name of a country (ISO 3166-1 alpha-2); its code when nobody knows it. */
  readonly country: (code: string) => string;
};

type Formats = Pick<View, 'day' | 'number' | 'language' | 'country'>;
const formats = new Map<UiLang, Formats>();

/** Makes the view of one response. Formatters are costly to build, so they are kept per language. */
export const viewOf = (shell: Shell): View => {
  const kept = formats.get(shell.lang) ?? formatsOf(shell.lang);
  formats.set(shell.lang, kept);
  return { shell, lang: shell.lang, t: translate(shell.lang), ...kept };
};

const formatsOf = (lang: UiLang): Formats => {
  const locale = localeOf(lang);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    // A date is read in one go, so it is not broken over two lines.
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)).replaceAll(' ', '\u00a0'),
    number: (n) => numbers.format(n),
    language: (tag) => {
      try {
        return languages.of(tag) ?? tag;
      } catch {
        return tag; // Imported data holds tags that no standard knows.
      }
    },
    country: (code) => countries.of(code) ?? code,
  };
};
