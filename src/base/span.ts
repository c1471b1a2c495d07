/** A half-open range `[start, end)` in UTF-16 code units of the text it belongs to. */
export type Span = { readonly start: number; readonly end: number };
