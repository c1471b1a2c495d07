// Every way the web says no, and its HTTP status. Nowhere else does a status stand for a refusal.
import type { UiLang } from '../base/lang.ts';
import { type Right, rolesWith } from '../core/rights.ts';
import { translate } from './locale.ts';
import { missingRight } from './missing-right.ts';

/** The closed set of problems; each is a translation key `problem.<code>.*`. */
export type ProblemCode =
  | 'bad-request'
  | 'unreadable-json'
  | 'tip-empty'
  | 'tip-too-long'
  | 'tip-has-nul'
  | 'tip-not-unicode'
  | 'tip-url-not-http'
  | 'tip-text-and-url'
  | 'invalid-input'
  | 'idempotency-key-reused'
  | 'too-deep'
  | 'too-large'
  | 'unsupported-media-type'
  | 'not-found'
  | 'gone'
  | 'method-not-allowed'
  | 'forbidden'
  | 'signed-out'
  | 'step-up-needed'
  | 'not-by-token'
  | 'not-now'
  | 'rate-limited'
  | 'slow-body'
  | 'store-away'
  | 'files-away'
  | 'log-away'
  | 'picture-unreadable'
  | 'picture-not-shown'
  | 'picture-not-readable'
  | 'picture-too-large'
  | 'picture-busy'
  | 'picture-blank'
  | 'video-off'
  | 'video-not-read'
  | 'mail-off'
  | 'picture-shared-unread'
  | 'case-not-open'
  | 'draft-moved'
  | 'wording-own'
  | 'let-in-lately'
  | 'first-without-right'
  | 'wording-replaced'
  | 'evidence-published'
  | 'wording-opinion'
  | 'wording-asks'
  | 'practice-none-left'
  | 'practice-out-of-order'
  | 'case-ended'
  | 'case-under-review'
  | 'case-stays-closed'
  | 'closing-needs-two'
  | 'duplicate-of-nothing'
  | 'not-in-team'
  | 'move-outdated'
  | 'split-leaves-nothing'
  | 'template-changed'
  | 'question-asked-before'
  | 'question-nobody-asked'
  | 'question-replied'
  | 'question-full'
  | 'template-waiting'
  | 'template-decided'
  | 'template-own'
  | 'alias-own'
  | 'reviewed-own'
  | 'appeal-own-work'
  | 'appeal-own-answer'
  | 'appeal-not-ours'
  | 'opt-in-reason'
  | 'opt-in-waiting'
  | 'opt-in-own'
  | 'opt-in-settled'
  | 'source-answers'
  | 'import-own'
  | 'proposal-own'
  | 'proposal-settled'
  | 'answer-own'
  | 'answer-settled'
  | 'request-own'
  | 'request-settled'
  | 'import-decided'
  | 'submission-waits'
  | 'submission-sealing'
  | 'closing-waits'
  | 'closing-own'
  | 'ourselves-own'
  | 'declined-own'
  | 'closing-settled'
  | 'internal';

/** One refusal on its way out. `retryAfter` is in seconds; `allow` names the methods a path does take. */
export type Problem = {
  readonly code: ProblemCode;
  readonly field?: string;
  readonly detail?: string;
  /** For programs: the rule that was broken, more exactly than the code says. */
  readonly reason?: string;
  /** What whoever asked lacks, where it is a right. */
  readonly right?: Right;
  /** Where it came from, where that alone is why: see `strayed`. */
  readonly from?: 'elsewhere' | 'unsaid';
  /** Every field that was wrong, with the values that it takes where those are few. */
  readonly errors?: readonly { readonly field: string; readonly allowed?: readonly (string | number | boolean)[] }[];
  readonly retryAfter?: number;
  readonly allow?: readonly string[];
};

const statuses: Readonly<Record<ProblemCode, number>> = {
  'bad-request': 400,
  'unreadable-json': 400,
  'tip-empty': 422,
  'tip-too-long': 413,
  'tip-has-nul': 422,
  'tip-not-unicode': 422,
  'tip-url-not-http': 422,
  'tip-text-and-url': 422,
  'invalid-input': 422,
  'idempotency-key-reused': 422,
  'too-deep': 422,
  'too-large': 413,
  'unsupported-media-type': 415,
  'not-found': 404,
  gone: 410,
  'method-not-allowed': 405,
  forbidden: 403,
  'signed-out': 401,
  'step-up-needed': 403,
  'not-by-token': 403,
  'not-now': 409,
  'rate-limited': 429,
  'slow-body': 408,
  'store-away': 503,
  'files-away': 503,
  'log-away': 503,
  'picture-unreadable': 422,
  'picture-not-shown': 422,
  'picture-not-readable': 422,
  'picture-too-large': 413,
  'picture-busy': 429,
  'picture-blank': 422,
  'video-off': 422,
  'video-not-read': 422,
  'mail-off': 409,
  'picture-shared-unread': 422,
  'case-not-open': 409,
  'draft-moved': 409,
  'wording-own': 403,
  'let-in-lately': 403,
  'first-without-right': 409,
  'wording-replaced': 409,
  'evidence-published': 409,
  'wording-opinion': 422,
  'wording-asks': 422,
  'practice-none-left': 404,
  'practice-out-of-order': 409,
  'case-ended': 409,
  'case-under-review': 409,
  'case-stays-closed': 409,
  'closing-needs-two': 422,
  'duplicate-of-nothing': 422,
  'not-in-team': 422,
  'move-outdated': 409,
  'split-leaves-nothing': 422,
  'template-changed': 409,
  'question-asked-before': 409,
  'question-nobody-asked': 409,
  'question-replied': 409,
  'question-full': 409,
  'template-waiting': 409,
  'template-decided': 409,
  'template-own': 403,
  'alias-own': 403,
  'reviewed-own': 403,
  'appeal-own-work': 403,
  'appeal-own-answer': 403,
  'appeal-not-ours': 404,
  'opt-in-reason': 422,
  'opt-in-waiting': 409,
  'opt-in-own': 403,
  'opt-in-settled': 409,
  'source-answers': 409,
  'import-own': 403,
  'proposal-own': 403,
  'proposal-settled': 409,
  'answer-own': 403,
  'answer-settled': 409,
  'request-own': 403,
  'request-settled': 409,
  'import-decided': 409,
  'submission-waits': 409,
  'submission-sealing': 409,
  'closing-waits': 409,
  'closing-own': 403,
  'ourselves-own': 403,
  'declined-own': 403,
  'closing-settled': 409,
  internal: 500,
};

export const problemCodes = Object.keys(statuses) as readonly ProblemCode[];

export const statusOf = (code: ProblemCode): number => statuses[code];

/** What one account may do only so often within an hour: the reason says what. */
export const withinTheHour = (code: string): Problem | undefined =>
  code === 'closings-too-many' || code === 'deeds-too-many'
    ? { code: 'rate-limited', reason: code, retryAfter: 3600 }
    : undefined;

/** How long to wait before asking again while the database is away. */
export const awaySeconds = 5;

/** What the ports throw while the database cannot be reached; known by name, because a bundle may hold the class twice. */
export const isStoreAway = (error: unknown): boolean => error instanceof Error && error.name === 'StoreAway';

/** What the port of files throws while its store does not answer; by name, as above. */
export const isFilesAway = (error: unknown): boolean => error instanceof Error && error.name === 'FilesAway';

/** Headers that belong to a problem whatever its body looks like. */
export const problemHeaders = ({ code, retryAfter, allow }: Problem): Record<string, string> => {
  const wait = retryAfter ?? (code === 'store-away' || code === 'files-away' ? awaySeconds : undefined);
  return {
    'cache-control': 'no-store',
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
    ...(allow === undefined ? {} : { allow: allow.join(', ') }),
    // RFC 9110, section 15.5.2: a 401 says how one could come in.
    ...(code === 'signed-out' ? { 'www-authenticate': 'Bearer' } : {}),
    // A body that never ends leaves a connection nobody can use again; one that is too long is drained and forgotten.
    ...(code === 'slow-body' ? { connection: 'close' } : {}),
  };
};

/** The body of RFC 9457, section 3: `type`, `title`, `status`, `detail`, and our `code`, `field` and what to do next. */
export const problemBody = (problem: Problem, lang: UiLang): Readonly<Record<string, unknown>> => {
  const t = translate(lang);
  const { code, field, detail, reason, right, errors, from } = problem;
  // A bare number is a limit that was passed, for programs; people are told in words.
  const limit = detail !== undefined && /^\d+$/.test(detail) ? Number(detail) : undefined;
  const given = limit === undefined ? detail : undefined;
  return {
    type: `urn:sangto:problem:${code}`,
    title: t(`problem.${code}.title`),
    status: statusOf(code),
    detail: code === 'let-in-lately' ? untilIn(t, detail) : (given ?? t(`problem.${code}.detail`)),
    next: (code === 'rate-limited' && waitIn(t, problem.retryAfter ?? 0)) || t(`problem.${code}.next`),
    ...(from === undefined ? {} : strayedWords(t, from)),
    ...(right === undefined ? {} : { ...missingRight(t, right), right, roles: rolesWith(right) }),
    code,
    ...(field === undefined ? {} : { field }),
    ...(reason === undefined ? {} : { reason }),
    ...(limit === undefined ? {} : { limit }),
    ...(errors === undefined || errors.length === 0 ? {} : { errors }),
  };
};

/** `detail` and `next` of a refusal because of where a form or a call came from. */
export const strayedWords = (t: ReturnType<typeof translate>, from: 'elsewhere' | 'unsaid') => ({
  detail: t(`problem.forbidden.${from}`),
  next: t(`problem.forbidden.${from}-next`),
});

/** How long to wait, where that is more than a moment: whole minutes or hours, never less than it is. Undefined under a minute. */
export const waitIn = (t: ReturnType<typeof translate>, seconds: number): string | undefined => {
  if (seconds <= 60) return undefined;
  const minutes = Math.ceil(seconds / 60);
  return minutes > 120
    ? t('problem.rate-limited.in-hours', { hours: Math.ceil(minutes / 60) })
    : t('problem.rate-limited.in-minutes', { minutes });
};

/** Why, and from which day on it is not so any more. */
const untilIn = (t: ReturnType<typeof translate>, day: string | undefined): string =>
  [t('problem.let-in-lately.detail'), ...(day === undefined ? [] : [t('problem.let-in-lately.until', { day })])].join(
    ' ',
  );

/** A problem as `application/problem+json`. */
export const problemJson = (problem: Problem, lang: UiLang): Response =>
  new Response(JSON.stringify(problemBody(problem, lang)), {
    status: statusOf(problem.code),
    headers: {
      ...problemHeaders(problem),
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang,
    },
  });
