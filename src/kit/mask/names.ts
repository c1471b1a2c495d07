import type { Find } from './found.ts';

const localPart = /[\p{L}\p{N}._%+-]/u;
const domainPart = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/u;
const handlePart =
  /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.]{0,62}[\p{L}\p{N}_])?(?:@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6})?/u;
const longestLocal = 64;

/** E-mail addresses and @handles (`@name`, `@name@server`). `v@ccine` is neither. Each @ looks a bounded way around itself. */
export const namesIn = (text: string): readonly Find[] => {
  const found: Find[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const find = mailAt(text, at, found.at(-1)?.end ?? 0) ?? handleAt(text, at);
    if (find === undefined) continue;
    found.push(find);
    at = find.end - 1;
  }
  return found;
};

const mailAt = (text: string, at: number, from: number): Find | undefined => {
  let start = at;
  while (start > from && at - start < longestLocal && localPart.test(text[start - 1] ?? ' ')) start--;
  while (start < at && /[.%+-]/.test(text[start] ?? '')) start++;
  const domain = domainPart.exec(text.slice(at + 1, at + 256))?.[0];
  if (start === at || domain === undefined || !/\.\p{L}{2,24}$/u.test(domain)) return undefined;
  const end = at + 1 + domain.length;
  return { kind: 'email', start, end, value: text.slice(start, end).toLowerCase() };
};

const handleAt = (text: string, at: number): Find | undefined => {
  if (/[\p{L}\p{N}_]/u.test(text[at - 1] ?? ' ')) return undefined;
  const name = handlePart.exec(text.slice(at + 1, at + 256))?.[0];
  // `@50k` is a price.
  if (name === undefined || name.length < 2 || /^[\d.]+(?:k|tr)?$/i.test(name)) return undefined;
  return { kind: 'handle', start: at, end: at + 1 + name.length, value: name.toLowerCase() };
};
