// Where things stand. Every link of a page stays in the page's language.
import type { UiLang } from '../../base/lang.ts';
import type { StatementPage } from '../../core/organisation.ts';

export const frontPath = (lang: UiLang): string => `/${lang}`;
export const askPath = (lang: UiLang): string => `/${lang}/ask`;
export const listPath = (lang: UiLang): string => `/${lang}/checks`;
export const checkPath = (lang: UiLang, slug: string): string => `/${lang}/checks/${encodeURIComponent(slug)}`;
export const topicsPath = (lang: UiLang): string => `/${lang}/topics`;
export const topicPath = (lang: UiLang, topic: string): string => `/${lang}/topics/${encodeURIComponent(topic)}`;
export const statementPath = (lang: UiLang, page: StatementPage): string => `/${lang}/${page}`;
export const explainersPath = (lang: UiLang): string => `/${lang}/explainers`;
export const explainerPath = (lang: UiLang, slug: string): string =>
  `${explainersPath(lang)}/${encodeURIComponent(slug)}`;
export const notesPath = (lang: UiLang): string => `/${lang}/notes`;
export const notePath = (lang: UiLang, number: number): string => `${notesPath(lang)}/${number}`;
export const verdictsPath = (lang: UiLang): string => `/${lang}/verdicts`;
/** The journal of the public log: lines below a number, of one kind. */
export const logPath = (
  lang: UiLang,
  { below = null, kind = null }: { readonly below?: number | null; readonly kind?: string | null } = {},
): string => {
  const asked = new URLSearchParams({
    ...(kind === null ? {} : { kind }),
    ...(below === null ? {} : { below: String(below) }),
  }).toString();
  return `/${lang}/log${asked === '' ? '' : `?${asked}`}`;
};
/** Where a line of it stands, however long the log has become. */
export const leafPath = (lang: UiLang, number: number): string =>
  `${logPath(lang, { below: number + 1 })}#leaf-${number}`;
/** The page of one leaf, with its proof. */
export const leafPagePath = (lang: UiLang, number: number): string => `/${lang}/log/leaf/${number}`;
/** What bodies from outside asked; one entry of it. */
export const requestsPath = (lang: UiLang): string => `/${lang}/requests`;
export const requestPath = (lang: UiLang, number: number): string => `${requestsPath(lang)}#request-${number}`;
export const logFeedPath = (lang: UiLang): string => `/${lang}/log.xml`;
export const feedPath = (lang: UiLang): string => `/${lang}/feed.xml`;
export const feedbackPath = (lang: UiLang, answer: string): string => `/${lang}/answers/${answer}/feedback`;
export const withdrawPath = (lang: UiLang, token: string): string =>
  `/${lang}/tickets/${encodeURIComponent(token)}/withdraw`;

const ownPages = {
  ticket: 'tickets',
  appeal: 'appeals',
  subscription: 'subscriptions',
  request: 'your-data',
  reply: 'replies',
} as const;

/** Pages that only one reader has. */
export const ownPath = (lang: UiLang, page: keyof typeof ownPages, secret: string): string =>
  `/${lang}/${ownPages[page]}/${encodeURIComponent(secret)}`;
export const questionPath = (lang: UiLang, token: string, question: string): string =>
  `${ownPath(lang, 'ticket', token)}/questions/${question}`;
export const appealPath = (lang: UiLang, slug: string): string => `${checkPath(lang, slug)}/appeal`;
export const appealDeclinedPath = (lang: UiLang, number: number): string => `/${lang}/declined/${number}/appeal`;
export const appealExplainerPath = (lang: UiLang, slug: string): string => `${explainerPath(lang, slug)}/appeal`;
export const appealNotePath = (lang: UiLang, number: number): string => `${notePath(lang, number)}/appeal`;
export const subscribePath = (lang: UiLang, slug: string): string => `${checkPath(lang, slug)}/subscribe`;
/** Where the letter about an address leads. */
export const confirmPath = (lang: UiLang): string => `/${lang}/address`;
export const ratePath = (lang: UiLang): string => `/${lang}/rate`;
/** Where a rater proposes something to a check, or to a case with a public note. */
export const rateProposePath = (lang: UiLang, about: { readonly slug?: string; readonly note: number }): string =>
  about.slug === undefined
    ? `${ratePath(lang)}/notes/${about.note}/propose`
    : `${ratePath(lang)}/checks/${encodeURIComponent(about.slug)}/propose`;
export const rateCheckPath = (lang: UiLang, slug: string): string =>
  `${ratePath(lang)}/checks/${encodeURIComponent(slug)}`;
export const standingMethodPath = (lang: UiLang): string => `/${lang}/method/standing`;
export const yourDataPath = (lang: UiLang): string => `/${lang}/your-data`;

/** The address of the same page in a language; `path` is without the prefix and begins with `/`. */
export const inLanguage = (lang: UiLang, path: string): string => (path === '/' ? `/${lang}` : `/${lang}${path}`);

/** An address from outside that is safe to put into a link: http and https only, else undefined. */
export const safeUrl = (raw: string | null): string | undefined => {
  if (raw === null || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
};

/** The host a reader would recognise, without `www.`. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');

/** Where the picture of a published check lies. */
export const picturePath = (file: string): string => `/pictures/${file}.webp`;

/** Where the team sees a picture that people asked with, or that waits for a second person. */
export const deskPicturePath = (lang: UiLang, file: string): string => `/${lang}/desk/pictures/${file}.webp`;
