import type { Span } from '../../base/span.ts';
import type { Find, Kind } from './found.ts';
import { withoutLinks } from './links-left.ts';
import { namesIn } from './names.ts';
import { numbersOfPeople } from './numbers-of-people.ts';
import { platesIn } from './plates.ts';

export type Masked = {
  readonly text: string;
  readonly found: readonly {
    readonly kind: Kind;
    /** Where the token stands in the masked text, in UTF-16 units. */
    readonly span: Span;
    /** The one spelling of what stood there, to be hashed with a key and then forgotten. */
    readonly value: string;
  }[];
};

/**
 * Replaces what patterns can find of a person by neutral tokens: phone, identity, account and plate numbers, e-mail
 * addresses and handles become `⟦phone⟧`, `⟦id⟧`, `⟦account⟧`, `⟦plate⟧`, `⟦email⟧`, `⟦handle⟧`. Public numbers, amounts,
 * years and dates stay, and so do web addresses, which are the caller's to treat. Names are beyond patterns.
 * Linear in the text's length; masking twice changes nothing.
 *
 * ```ts
 * mask('Gọi chị Lan 0912.345.678 nhé').text // 'Gọi chị Lan ⟦phone⟧ nhé'
 * ```
 */
export const mask = (text: string): Masked => {
  let masked: Masked = { text, found: [] };
  // What is masked may lay bare what stood against it (a handle glued to a phone number), so look until nothing is found.
  for (let round = 0; round < mostRounds; round++) {
    const finds = findsIn(masked.text);
    if (finds.length === 0) break;
    masked = replaced(masked, finds);
  }
  return masked;
};

const mostRounds = 8;

const findsIn = (text: string): readonly Find[] => {
  const visible = withoutLinks(text);
  const named = inOrder([...namesIn(visible), ...platesIn(visible)]);
  // A plate's or an e-mail's digits are not looked at again.
  return inOrder([...named, ...numbersOfPeople(blanked(visible, named))]);
};

const replaced = (before: Masked, finds: readonly Find[]): Masked => {
  const found: Masked['found'][number][] = [];
  let text = '';
  let copied = 0;
  const earlier = before.found.map(({ kind, span, value }) => ({ kind, ...span, value }));
  for (const { kind, start, end, value } of inOrder([...earlier, ...finds])) {
    text += before.text.slice(copied, start);
    const token = `⟦${kind}⟧`;
    found.push({ kind, span: { start: text.length, end: text.length + token.length }, value });
    text += token;
    copied = end;
  }
  return { text: text + before.text.slice(copied), found };
};

/** By place, without those that begin inside an earlier one. */
const inOrder = (finds: readonly Find[]): readonly Find[] => {
  const kept: Find[] = [];
  for (const find of [...finds].sort((a, b) => a.start - b.start || b.end - a.end))
    if (find.start >= (kept.at(-1)?.end ?? 0)) kept.push(find);
  return kept;
};

const blanked = (text: string, finds: readonly Find[]): string => {
  let result = '';
  let copied = 0;
  for (const { start, end } of finds) {
    result += text.slice(copied, start) + ';'.repeat(end - start);
    copied = end;
  }
  return result + text.slice(copied);
};
