// A text with its agreeing words marked.
import type { Span } from '../../base/span.ts';
import { cut } from './marked-text.ts';

export const Marks = ({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) => (
  <>
    {cut(
      text,
      spans.map((span) => ({ span, tag: true })),
    ).map((piece) => (piece.tag ? <mark key={piece.at}>{piece.text}</mark> : piece.text))}
  </>
);
