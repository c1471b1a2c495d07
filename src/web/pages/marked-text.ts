// A text cut into pieces by spans, so that what agrees, waits or is opinion can be marked where it stands.
import type { Span } from '../../base/span.ts';

/** A piece of a text; `tag` is null between the spans. `at` is where it begins in the whole text. */
export type Piece<T> = { readonly text: string; readonly at: number; readonly tag: T | null };

/**
 * Cuts `text` by spans (UTF-16 units) in order; what overlaps an earlier span or lies outside the text is left out,
 * so that every character of the text comes back exactly once.
 */
export const cut = <T>(
  text: string,
  spans: readonly { readonly span: Span; readonly tag: T }[],
): readonly Piece<T>[] => {
  const pieces: Piece<T>[] = [];
  let at = 0;
  for (const { span, tag } of [...spans].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at || span.end > text.length || span.end <= span.start) continue;
    if (span.start > at) pieces.push({ text: text.slice(at, span.start), at, tag: null });
    pieces.push({ text: text.slice(span.start, span.end), at: span.start, tag });
    at = span.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), at, tag: null });
  return pieces;
};

/** Spans of a whole text as they stand inside one part of it; those not wholly inside are left out. */
export const within = (part: Span, spans: readonly Span[]): readonly Span[] =>
  spans
    .filter((s) => s.start >= part.start && s.end <= part.end)
    .map((s) => ({ start: s.start - part.start, end: s.end - part.start }));
