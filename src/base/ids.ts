import { fromBase64Url, toBase64Url, toHex } from './bytes.ts';

/** A UUIDv4 in its lower-case text form. Version 4, because later versions carry the time of asking. */
export type Id = string & { readonly id: unique symbol };

/** Where ids come from is decided in `main/` alone. */
export type NewId = () => Id;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const parseId = (text: string): Id | undefined => (uuid.test(text) ? (text as Id) : undefined);

/** The 22-character form of an id that stands in addresses. */
export const shortId = (id: Id): string =>
  toBase64Url(Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (h) => Number.parseInt(h, 16)));

/** Reads the 22-character form; undefined when it is not one. */
export const fromShortId = (text: string): Id | undefined => {
  if (text.length !== 22) return undefined;
  const bytes = fromBase64Url(text);
  if (bytes?.length !== 16 || toBase64Url(bytes) !== text) return undefined;
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id;
};
