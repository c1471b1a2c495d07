// Checks and questions as evaluations give them, read into what the index takes.
import { ok, type Result } from '../base/result.ts';
import { canonicalUrl, findUrls } from '../kit/links/index.ts';
import type { SearchDoc, SearchText } from '../kit/search/index.ts';
import { type EvalRefusal, eachLine, holdsNone } from './eval-lines.ts';

/**
 * Reads checks from JSON Lines (`.gz` too) and hands each to `take`. An object has `id`, `claim`, and maybe `title`,
 * `subtitle`, `lang`, `url`; or CheckThat's names `vclaim_id`, `vclaim`, `title`, and `subtitle` (2A) or `text` (2B). The
 * address counts only where it is a full one. Dates and authors are not read. An id stands once and has no
 * white space, which a run could not hold. Gives the number of checks read, at least one.
 */
export const eachCheck = async (
  path: string,
  take: (doc: SearchDoc, number: number) => void,
): Promise<Result<number, EvalRefusal>> => {
  const ids = new Set<string>();
  const read = await eachLine(path, (line, number) => {
    const doc = checkFrom(line);
    if (typeof doc === 'string') return doc;
    if (ids.has(doc.checkId)) return `the id ${doc.checkId} stands twice`;
    ids.add(doc.checkId);
    take(doc, number);
    return undefined;
  });
  return read.ok && read.value === 0 ? holdsNone(path, 'checks') : read;
};

const checkFrom = (line: string): SearchDoc | string => {
  const given = objectIn(line);
  if (given === undefined) return 'it is not a JSON object';
  const word = (...names: readonly string[]): string => {
    const value = names.map((name) => given[name]).find((x) => x !== undefined && x !== null);
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  };
  const checkId = word('id', 'vclaim_id');
  if (checkId === '') return 'it has no id (or vclaim_id)';
  if (/\s/.test(checkId)) return 'its id has white space in it';
  const lang = word('lang');
  const text = (kind: SearchText['kind'], value: string): readonly SearchText[] =>
    value === '' ? [] : [lang === '' ? { kind, text: value } : { kind, lang, text: value }];
  const texts = [
    ...text('claim', word('claim', 'vclaim')),
    ...text('title', word('title')),
    ...text('subtitle', word('subtitle', 'text')),
  ];
  if (texts.length === 0) return 'it has no claim (or vclaim)';
  const link = canonicalUrl(word('url'));
  return { checkId, texts, links: link === undefined ? [] : [link] };
};

/** The JSON object of a line; undefined for anything else. */
export const objectIn = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
};

export type EvalQuery = { readonly id: string; readonly text: string };

/** Reads questions, `id<TAB>text` a line. Where an id stands twice, its first line counts; `repeated` says how often. */
export const readQueries = async (
  path: string,
): Promise<Result<{ readonly queries: readonly EvalQuery[]; readonly repeated: number }, EvalRefusal>> => {
  const texts = new Map<string, string>();
  const read = await eachLine(path, (line) => {
    const tab = line.indexOf('\t');
    const id = line.slice(0, Math.max(0, tab)).trim();
    if (id === '') return 'it is not id<TAB>text';
    if (/\s/.test(id)) return 'its id has white space in it';
    if (!texts.has(id)) texts.set(id, line.slice(tab + 1));
    return undefined;
  });
  if (!read.ok) return read;
  if (read.value === 0) return holdsNone(path, 'queries');
  return ok({ queries: [...texts].map(([id, text]) => ({ id, text })), repeated: read.value - texts.size });
};

/** The text with its links in the canonical spelling, as the index compares them. */
export const withCanonicalLinks = (text: string): string =>
  findUrls(text).reduceRight((rest, { span, url }) => {
    const link = canonicalUrl(url);
    return link === undefined ? rest : `${rest.slice(0, span.start)}${link}${rest.slice(span.end)}`;
  }, text);
