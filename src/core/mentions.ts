// `@Trần Văn Kiểm`: who of the team is spoken to in a remark.
import type { StaffId } from './rights.ts';

export type Named = { readonly id: StaffId; readonly name: string };

/** A piece of a remark; with `of` where it speaks to somebody. */
export type RemarkPart = { readonly text: string; readonly of: StaffId | null };

/** The remark in pieces. A name counts whole and in any case; where one begins another, the longer is meant. */
export const remarkParts = (text: string, team: readonly Named[]): readonly RemarkPart[] => {
  const names = [...team].sort((a, b) => b.name.length - a.name.length);
  const parts: RemarkPart[] = [];
  let plain = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const found = names.find(({ name }) => speaksTo(text, at + 1, name));
    // Inside a word it is an address, not a name.
    if (found === undefined || /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
    if (at > plain) parts.push({ text: text.slice(plain, at), of: null });
    plain = at + 1 + found.name.length;
    parts.push({ text: text.slice(at, plain), of: found.id });
  }
  return plain < text.length ? [...parts, { text: text.slice(plain), of: null }] : parts;
};

const speaksTo = (text: string, from: number, name: string): boolean =>
  text.slice(from, from + name.length).toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi') &&
  !/[\p{L}\p{N}]/u.test(text[from + name.length] ?? '');

/** Everybody spoken to, each once. */
export const mentionedIn = (text: string, team: readonly Named[]): readonly StaffId[] => [
  ...new Set(remarkParts(text, team).flatMap(({ of }) => (of === null ? [] : [of]))),
];
