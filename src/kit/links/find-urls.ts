import type { Span } from '../../base/span.ts';
import topLevel from './top-level-domains.json' with { type: 'json' };

const chunk = /[^\s<>"“”«»{}|\\^`⟦⟧]+/gu;
const scheme = /https?:\/\//i;
const host =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]{2,59}|\p{L}{2,24})(?![\p{L}\p{N}@_-])/u;
// Endings by which a bare name is taken for an address: prose like `xong.Toi` has none of them.
const endings = new Set(
  'com net org info biz vn gov edu int io me ly co uk us eu fr de es it nl pl ru ua cn jp kr tw hk sg my th id ph la kh in au nz ca br mx tv app dev ai be gl gg to cc link news site online shop store xyz top vip club live blog page media asia'.split(
    ' ',
  ),
);
// These are words or abbreviations, too: a bare name with one needs a path.
const needPath = new Set(
  'me to it in la us be id my th de es to ai co gl ly cc top live page vip club shop store news link site online media'.split(
    ' ',
  ),
);
// Every other ending that exists needs a path and no capitals: `hôm nay.Travel` and `xong.to` are prose, `tin.world/7` is not.
const existing = new Set(topLevel.names.split(' '));
const opening = "(['‘（【<";

/**
 * The web addresses in a text, in order, with their places; `url` is the address as written, with `https://` put before
 * a bare one such as `vnexpress.net/abc`. Punctuation after an address is not part of it, nor is a closing bracket whose
 * opening one is outside. Linear in the text's length.
 */
export const findUrls = (text: string): readonly { readonly span: Span; readonly url: string }[] => {
  const found: { readonly span: Span; readonly url: string }[] = [];
  for (const { 0: part, index } of text.matchAll(chunk)) {
    const start = startIn(part);
    if (start === undefined) continue;
    const written = part.slice(start, endIn(part, start));
    if (/^https?:\/\/.?$/i.test(written)) continue;
    const url = scheme.test(written) ? written : `https://${written}`;
    if (URL.parse(url) === null) continue;
    found.push({ span: { start: index + start, end: index + start + written.length }, url });
  }
  return found;
};

const startIn = (part: string): number | undefined => {
  const at = part.includes('://') ? part.search(scheme) : -1;
  if (at >= 0) return at;
  if (!part.includes('.') || part.includes('://')) return undefined;
  let start = 0;
  while (opening.includes(part[start] ?? ' ')) start++;
  // After a colon, as in `nguồn:vnexpress.net`.
  const colon = part.indexOf(':', start);
  const from =
    colon > 0 && !/^\d/.test(part.slice(colon + 1)) && !part.slice(0, colon).includes('.') ? colon + 1 : start;
  return isBareAddress(part.slice(from, from + 300)) ? from : undefined;
};

const isBareAddress = (part: string): boolean => {
  const name = host.exec(part)?.[0];
  if (name === undefined) return false;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const hasPath = part[name.length] === '/' || /^:\d+\//.test(part.slice(name.length, name.length + 8));
  if (/^www\./i.test(name)) return true;
  return endings.has(ending) ? hasPath || !needPath.has(ending) : isUnusualAddress(part, name, hasPath);
};

const isUnusualAddress = (part: string, name: string, hasPath: boolean): boolean => {
  // `9.am/pm` and `a.bc/de`: a name somebody registered has a word in it, and something stands after the slash.
  const label = name.split('.').at(-2) ?? '';
  if (!hasPath || !/\/./.test(part.slice(name.length)) || !/[\p{L}\p{N}]{3}/u.test(label)) return false;
  if (name !== name.toLowerCase() || !/\p{L}/u.test(label)) return false;
  const host = URL.parse(`https://${name}`)?.hostname;
  return host !== undefined && existing.has(host.slice(host.lastIndexOf('.') + 1));
};

const endIn = (part: string, start: number): number => {
  let end = part.length;
  const opened = new Map<string, number>();
  for (let i = start; i < end; i++) opened.set(part[i] ?? '', (opened.get(part[i] ?? '') ?? 0) + 1);
  for (; end > start; end--) {
    const last = part[end - 1] ?? '';
    const opener = closers[last];
    const isOpen = opener !== undefined && (opened.get(opener) ?? 0) >= (opened.get(last) ?? 0);
    if (isOpen || !trailing.includes(last)) break;
    opened.set(last, (opened.get(last) ?? 1) - 1);
  }
  return end;
};

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '）': '（' };
const trailing = ".,;:!?'‘’…)]）】*_~。，、！？";
