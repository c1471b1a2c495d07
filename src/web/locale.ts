// Every word a person reads, in both languages: flat keys, ICU messages, compiled once.
import { IntlMessageFormat } from 'intl-messageformat';
import enApi from '../../locales/desk/api.en.json' with { type: 'json' };
import viApi from '../../locales/desk/api.vi.json' with { type: 'json' };
import enAppeals from '../../locales/desk/appeals.en.json' with { type: 'json' };
import viAppeals from '../../locales/desk/appeals.vi.json' with { type: 'json' };
import enAskback from '../../locales/desk/askback.en.json' with { type: 'json' };
import viAskback from '../../locales/desk/askback.vi.json' with { type: 'json' };
import enBackground from '../../locales/desk/background.en.json' with { type: 'json' };
import viBackground from '../../locales/desk/background.vi.json' with { type: 'json' };
import enCase from '../../locales/desk/case.en.json' with { type: 'json' };
import viCase from '../../locales/desk/case.vi.json' with { type: 'json' };
import enDecide from '../../locales/desk/decide.en.json' with { type: 'json' };
import viDecide from '../../locales/desk/decide.vi.json' with { type: 'json' };
import enDesk from '../../locales/desk/desk.en.json' with { type: 'json' };
import viDesk from '../../locales/desk/desk.vi.json' with { type: 'json' };
import enGrounds from '../../locales/desk/grounds.en.json' with { type: 'json' };
import viGrounds from '../../locales/desk/grounds.vi.json' with { type: 'json' };
import enPictures from '../../locales/desk/pictures.en.json' with { type: 'json' };
import viPictures from '../../locales/desk/pictures.vi.json' with { type: 'json' };
import enPractice from '../../locales/desk/practice.en.json' with { type: 'json' };
import viPractice from '../../locales/desk/practice.vi.json' with { type: 'json' };
import enQueue from '../../locales/desk/queue.en.json' with { type: 'json' };
import viQueue from '../../locales/desk/queue.vi.json' with { type: 'json' };
import enTeam from '../../locales/desk/team.en.json' with { type: 'json' };
import viTeam from '../../locales/desk/team.vi.json' with { type: 'json' };
import enTemplates from '../../locales/desk/templates.en.json' with { type: 'json' };
import viTemplates from '../../locales/desk/templates.vi.json' with { type: 'json' };
import enTokens from '../../locales/desk/tokens.en.json' with { type: 'json' };
import viTokens from '../../locales/desk/tokens.vi.json' with { type: 'json' };
import enWebhooks from '../../locales/desk/webhooks.en.json' with { type: 'json' };
import viWebhooks from '../../locales/desk/webhooks.vi.json' with { type: 'json' };
import enSite from '../../locales/en.json' with { type: 'json' };
import enKind from '../../locales/kind.en.json' with { type: 'json' };
import viKind from '../../locales/kind.vi.json' with { type: 'json' };
import enLog from '../../locales/log.en.json' with { type: 'json' };
import viLog from '../../locales/log.vi.json' with { type: 'json' };
import enOperator from '../../locales/operator.en.json' with { type: 'json' };
import viOperator from '../../locales/operator.vi.json' with { type: 'json' };
import enRate from '../../locales/rate.en.json' with { type: 'json' };
import viRate from '../../locales/rate.vi.json' with { type: 'json' };
import enVerify from '../../locales/verify.en.json' with { type: 'json' };
import viVerify from '../../locales/verify.vi.json' with { type: 'json' };
import viSite from '../../locales/vi.json' with { type: 'json' };
import type { UiLang } from '../base/lang.ts';

// What readers see, what the operator sees, and what the team sees.
const vi = {
  ...viSite,
  ...viOperator,
  ...viDesk,
  ...viDecide,
  ...viAppeals,
  ...viAskback,
  ...viBackground,
  ...viCase,
  ...viGrounds,
  ...viKind,
  ...viLog,
  ...viPictures,
  ...viPractice,
  ...viRate,
  ...viWebhooks,
  ...viTokens,
  ...viTemplates,
  ...viQueue,
  ...viTeam,
  ...viApi,
  ...viVerify,
};
const en = {
  ...enSite,
  ...enOperator,
  ...enDesk,
  ...enDecide,
  ...enAppeals,
  ...enAskback,
  ...enBackground,
  ...enCase,
  ...enGrounds,
  ...enKind,
  ...enLog,
  ...enPictures,
  ...enPractice,
  ...enRate,
  ...enWebhooks,
  ...enTokens,
  ...enTemplates,
  ...enQueue,
  ...enTeam,
  ...enApi,
  ...enVerify,
};

export type Key = keyof typeof vi;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: Key, values?: Values) => string;

// Each side must hold every key of the other, or the types fail.
const messages: Readonly<Record<UiLang, Readonly<Record<Key, string>>>> = {
  vi: vi satisfies Record<keyof typeof en, string>,
  en: en satisfies Record<keyof typeof vi, string>,
};

/** Whether a text made from a code (`problem.gone.title`) is a key; what is not has to be shown some other way. */
export const isKey = (text: string): text is Key => Object.hasOwn(vi, text);

// English dates are day first, as everywhere outside one country.
const locales: Readonly<Record<UiLang, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** The BCP 47 locale that numbers and dates of an interface language are written in. */
export const localeOf = (lang: UiLang): string => locales[lang];

const compiled: Readonly<Record<UiLang, Map<Key, IntlMessageFormat>>> = { vi: new Map(), en: new Map() };

/**
 * Gives the function that says a key in one language. Messages are ICU MessageFormat without tags, so `<` is only a
 * character; each is compiled on first use and kept. Throws when a message needs a value that was not given.
 */
export const translate =
  (lang: UiLang): Translate =>
  (key, values) => {
    const kept = compiled[lang].get(key);
    if (kept) return String(kept.format(values));
    const message = new IntlMessageFormat(messages[lang][key], locales[lang], undefined, { ignoreTag: true });
    compiled[lang].set(key, message);
    return String(message.format(values));
  };
