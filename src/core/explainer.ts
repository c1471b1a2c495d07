// An explainer is background that belongs to many checks: no verdict, two people, every change told, taken back in public.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type CorrectionKind, correctionKinds, type Withdrawn } from './check.ts';
import { topicOf } from './topic.ts';

/** What an explainer says in one language. `body` is Markdown; the others are plain text. */
export type ExplainerText = { readonly title: string; readonly short: string; readonly body: string };
export const explainerFields = ['title', 'short', 'body'] as const satisfies readonly (keyof ExplainerText)[];

/** A public change, with what stood there before. */
export type ExplainerCorrection = {
  readonly on: Day;
  readonly kind: CorrectionKind;
  readonly explain: Readonly<Record<string, string>>;
  readonly before: Readonly<Record<string, Partial<ExplainerText>>>;
};

/** What two people agree to. `checks`: the checks under which it is shown, ours and others'. */
export type Explainer = {
  readonly id: Id;
  readonly slug: string;
  readonly topics: readonly string[];
  readonly checks: readonly Id[];
  readonly texts: Readonly<Record<string, ExplainerText>>;
  readonly corrections: readonly ExplainerCorrection[];
};

/** As the public reads it. */
export type PublicExplainer = Explainer & {
  readonly publishedOn: Day;
  readonly changed: Date;
  readonly withdrawn?: Withdrawn;
};

/** Taken back: its page stays, with the reason. */
export type ExplainerWithdrawal = {
  readonly id: Id;
  readonly slug: string;
  readonly because: Readonly<Record<string, string>>;
};

export const explainerLimits = {
  title: 200,
  short: 400,
  body: 20_000,
  explain: 2000,
  checks: 200,
  topics: 20,
} as const;

/** What the form says. `kind` and `explain` are asked only of what is public already. */
export type ExplainerTyped = {
  readonly slug: string;
  readonly topics: readonly string[];
  readonly texts: Readonly<Record<string, ExplainerText>>;
  readonly kind: string;
  readonly explain: Readonly<Record<string, string>>;
};

export type ExplainerRefusal = Refusal<
  | 'slug-not-plain'
  | 'topics-missing'
  | 'topic-unfit'
  | 'draft-incomplete'
  | 'field-too-long'
  | 'too-many-checks'
  | 'nothing-changed'
  | 'correction-kind-missing'
  | 'correction-unexplained'
>;

/** The explainer as it would become public; with `before`, what stands there now, its last correction tells the change. */
export const composeExplainer = (
  typed: ExplainerTyped,
  checks: readonly Id[],
  id: Id,
  before: PublicExplainer | null,
  today: Day,
): Result<Explainer, ExplainerRefusal> => {
  const slug = before?.slug ?? typed.slug.trim();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 80) return refuse('slug-not-plain', { field: 'slug' });
  const read = typed.topics.filter((t) => t.trim() !== '').map((t) => topicOf(t, []));
  const topics = [...new Set(read.filter((t) => t !== undefined))];
  // Left out in silence, it would be missed only once the explainer is public.
  if (topics.length < new Set(read).size) return refuse('topic-unfit', { field: 'topics' });
  if (topics.length === 0 || topics.length > explainerLimits.topics)
    return refuse('topics-missing', { field: 'topics' });
  if (checks.length > explainerLimits.checks) return refuse('too-many-checks', { field: 'checks' });
  const texts = written(typed.texts);
  if (!texts.ok) return texts;
  const made = { id, slug, topics, checks: [...new Set(checks)], texts: texts.value };
  if (before === null) return ok({ ...made, corrections: [] });
  const correction = changeOf(before, made, typed, today);
  return correction.ok ? ok({ ...made, corrections: [...before.corrections, correction.value] }) : correction;
};

/** Trimmed; a language that is begun is written whole. */
const written = (given: ExplainerTyped['texts']): Result<Explainer['texts'], ExplainerRefusal> => {
  const texts: Record<string, ExplainerText> = {};
  for (const [lang, text] of Object.entries(given)) {
    const trimmed = { title: text.title.trim(), short: text.short.trim(), body: text.body.trim() };
    if (explainerFields.every((field) => trimmed[field] === '')) continue;
    for (const field of explainerFields) {
      if (trimmed[field] === '') return refuse('draft-incomplete', { field: `text.${lang}.${field}` });
      if (trimmed[field].length > explainerLimits[field])
        return refuse('field-too-long', { field: `text.${lang}.${field}` });
    }
    texts[lang] = trimmed;
  }
  return Object.keys(texts).length === 0 ? refuse('draft-incomplete', { field: 'text.vi.title' }) : ok(texts);
};

const changeOf = (
  before: PublicExplainer,
  after: Omit<Explainer, 'corrections'>,
  typed: ExplainerTyped,
  on: Day,
): Result<ExplainerCorrection, ExplainerRefusal> => {
  const old: Record<string, Partial<ExplainerText>> = {};
  for (const lang of new Set([...Object.keys(before.texts), ...Object.keys(after.texts)])) {
    const was = before.texts[lang];
    const parts = Object.entries(was ?? {}).filter(
      ([field, words]) => after.texts[lang]?.[field as keyof ExplainerText] !== words,
    );
    if (parts.length > 0 || was === undefined) old[lang] = Object.fromEntries(parts);
  }
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((x) => b.includes(x));
  if (Object.keys(old).length === 0 && same(before.checks, after.checks) && same(before.topics, after.topics))
    return refuse('nothing-changed');
  const kind = correctionKinds.find((k) => k === typed.kind);
  if (kind === undefined) return refuse('correction-kind-missing', { field: 'kind' });
  const explain: Record<string, string> = {};
  for (const lang of Object.keys(after.texts)) {
    const words = (typed.explain[lang] ?? '').trim();
    if (words === '') return refuse('correction-unexplained', { field: `explain.${lang}` });
    if (words.length > explainerLimits.explain) return refuse('field-too-long', { field: `explain.${lang}` });
    explain[lang] = words;
  }
  return ok({ on, kind, explain, before: old });
};
