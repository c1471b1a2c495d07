// One check as a site shows it, held against its leaf: what programs read, what its proof opens, and what is drawn for readers.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { uiLangs } from '../base/lang.ts';
import { drawnOtherwise, type LoggedPage } from '../core/drawn-page.ts';
import { type Commitments, committed, leafName } from '../core/leaf.ts';
import type { ReadFile } from '../kit/tlog/index.ts';
import { type DrawnCheck, drawnCheck } from './drawn-check.ts';
import { LogAway } from './log-source.ts';

/** What a leaf says of a check. */
export type LeafSaid = {
  readonly kind: string;
  readonly check?: string;
  readonly verdict?: string | null;
  readonly asOf?: string | null;
  readonly hashes?: Commitments;
};

/** What was seen of a check, to be shown to others: verdicts and words of the answer, nobody's name. */
export type CheckSeen = {
  readonly verdict?: Json;
  readonly asOf?: Json;
  readonly texts?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** What the words that the site gave to be compared hash to, with their salt. */
  readonly hash?: string;
  readonly pages?: readonly (DrawnCheck & { readonly path: string })[];
};

/** Why it is not what was logged, and what was seen. */
export type Differs = { readonly why: string; readonly seen: CheckSeen };

/**
 * Undefined where all of it is what the leaf tells. Throws `LogAway` (of `site`) where something cannot be had or read: nothing is
 * said of it then.
 */
export const differsFrom = async (
  site: ReadFile,
  check: string,
  leaf: { readonly entry: string; readonly said: LeafSaid },
  erased: ReadonlySet<string>,
): Promise<Differs | undefined> => {
  const [proof, shown] = await Promise.all([
    jsonAt(site, `log/proof/${check}.json`),
    jsonAt(site, `api/v1/checks/${check}`),
  ]);
  if (!isRecord(proof) || !isRecord(shown)) return { why: 'its page or its proof is gone', seen: seenIn(shown) };
  const seen = seenIn(shown);
  if (proof.entry !== leaf.entry) return { why: 'its proof is of another leaf', seen };
  const opened = openedBy(proof, leaf.said.hashes?.page);
  if ('why' in opened) return { why: opened.why, seen: { ...seen, ...opened.seen } };
  const { said } = opened;
  if (said === undefined && leaf.said.hashes?.page !== undefined && !erased.has(leafName(leaf.entry)))
    return { why: 'what opens its words is gone, and no leaf says that it was destroyed', seen };
  const other = said && parts.find((part) => canonicalJson(said[part] ?? null) !== canonicalJson(shown[part] ?? null));
  if (other !== undefined) return { why: `"${other}" is another on the page`, seen };
  if ((shown.verdict ?? null) !== (leaf.said.verdict ?? null)) return { why: '"verdict" is another on the page', seen };
  return drawnFrom(site, { ...shown, ...said }, leaf.said, seen);
};

const parts = ['verdict', 'asOf', 'claimant', 'appearances', 'texts', 'evidence', 'searches'] as const;

type Fields = Readonly<Record<string, Json>>;
const isRecord = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Opened = { readonly said: Fields | undefined } | { readonly why: string; readonly seen: CheckSeen };

/** What the leaf was told, opened by the proof. Once its salt was destroyed, nothing can be told of the words any more. */
const openedBy = ({ page, salt }: Fields, wanted: string | undefined): Opened => {
  if (salt === null || wanted === undefined) return { said: undefined };
  if (typeof page !== 'string' || typeof salt !== 'string' || !/^(?:[0-9a-f]{2})+$/.test(salt))
    return { why: 'its proof cannot be read', seen: {} };
  const hash = committed(salt, page);
  if (hash !== wanted) return { why: 'it says something else than it was logged with', seen: { hash } };
  const said = jsonIn(page);
  return { said: isRecord(said) ? said : undefined };
};

/** The HTML page in each language that the check has: a reader reads neither of the others. */
const drawnFrom = async (
  site: ReadFile,
  logged: Fields,
  said: LeafSaid,
  seen: CheckSeen,
): Promise<Differs | undefined> => {
  const { slug, texts } = logged;
  if (typeof slug !== 'string' || !/^[a-z0-9-]{1,200}$/.test(slug)) return { why: 'its address cannot be read', seen };
  const langs = uiLangs.filter((lang) => isRecord(texts) && texts[lang] !== undefined);
  const pages: (DrawnCheck & { readonly path: string })[] = [];
  for (const lang of langs) {
    const path = `${lang}/checks/${slug}`;
    const bytes = await site(path);
    // An instance need not be published in every language that a check has.
    if (bytes === undefined) continue;
    const drawn = drawnCheck(new TextDecoder().decode(bytes), lang);
    if (drawn === undefined) throw unreadable(path, 'no page of a check');
    pages.push({ ...drawn, path });
    const other = drawnOtherwise({ texts, verdict: said.verdict ?? null } as LoggedPage, drawn);
    if (other !== undefined)
      return { why: `its ${lang} page draws another ${other}: ${drawn[other]}`, seen: { ...seen, pages } };
  }
  return langs.length > 0 && pages.length === 0 ? { why: 'its page is gone', seen } : undefined;
};

/** Without whoever made the claim, where it appeared, and who said what: those are people's. */
const seenIn = (shown: Json | undefined): CheckSeen => {
  if (!isRecord(shown)) return {};
  const { verdict = null, asOf = null, texts } = shown;
  const words = Object.entries(isRecord(texts) ? texts : {}).map(([lang, text]) => {
    const { title = null, claim = null, short = null } = isRecord(text) ? text : {};
    return [lang, { title, claim, short }] as const;
  });
  return { verdict, asOf, texts: Object.fromEntries(words) };
};

/** The JSON at a path of the site; undefined where there is nothing. Throws `LogAway` where that is no JSON. */
export const jsonAt = async (site: ReadFile, path: string): Promise<Json | undefined> => {
  const bytes = await site(path);
  if (bytes === undefined) return undefined;
  const read = jsonIn(new TextDecoder().decode(bytes));
  if (read === undefined) throw unreadable(path, 'no JSON');
  return read;
};

export const unreadable = (path: string, detail: string): LogAway =>
  new LogAway(path, 'answer-unreadable', detail, { of: 'site' });

/** Undefined where the text is no JSON. */
export const jsonIn = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
