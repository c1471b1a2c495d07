// The messages of a chat that was read as one text: each is asked by itself, as if it had been sent alone.
import type { Span } from '../base/span.ts';

const between = '\n\n';
// `Thật mà, cô đọc trên mạng đó`: what is so short is mostly said about another message, and waits with it as one question.
const leastWords = 8;

/** The bubbles as one text. */
export const textOfBubbles = (messages: readonly string[]): string => messages.join(between);

/** The claims of each bubble; a short one belongs to the one before it, or, first of all, to the one after. */
export const byBubble = (text: string, claims: readonly Span[]): readonly (readonly Span[])[] => {
  const starts: number[] = [];
  let at = 0;
  let isFirstShort = false;
  for (const bubble of text.split(between)) {
    const isShort = bubble.trim().split(/\s+/u).length < leastWords;
    if (at === 0 || !(isShort || isFirstShort)) starts.push(at);
    isFirstShort = isShort && (at === 0 || isFirstShort);
    at += bubble.length + between.length;
  }
  return starts
    .map((start, n) =>
      claims.filter((one) => one.start >= start && one.start < (starts[n + 1] ?? Number.POSITIVE_INFINITY)),
    )
    .filter((some) => some.length > 0);
};
