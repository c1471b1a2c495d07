// Two texts beside each other, word by word: what only the first has, what only the second has, what both have.

export type DiffPart = { readonly in: 'both' | 'before' | 'after'; readonly text: string };

/** Beyond so many words in the differing middle, the middle is shown as replaced whole: the table grows with the square. */
const mostWords = 1_500;

/**
 * The difference of two texts in reading order; joining the parts of `both` and `before` gives the first text,
 * of `both` and `after` the second. Words are compared with the space around them apart.
 */
export const wordDiff = (before: string, after: string): readonly DiffPart[] => {
  const a = pieces(before);
  const b = pieces(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return joined([
    ...a.slice(0, head).map((text): DiffPart => ({ in: 'both', text })),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((text): DiffPart => ({ in: 'both', text })),
  ]);
};

const pieces = (text: string): readonly string[] => text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];

const middle = (a: readonly string[], b: readonly string[]): readonly DiffPart[] => {
  const whole: readonly DiffPart[] = [
    { in: 'before', text: a.join('') },
    { in: 'after', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0 || a.length > mostWords || b.length > mostWords)
    return whole.filter(({ text }) => text !== '');
  const width = b.length + 1;
  // Longest common run of words from here on, filled from the end.
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      parts.push({ in: 'both', text: a[i] ?? '' });
      i++;
      j++;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
      parts.push({ in: 'before', text: a[i++] ?? '' });
    else parts.push({ in: 'after', text: b[j++] ?? '' });
  }
  return [
    ...parts,
    ...a.slice(i).map((text): DiffPart => ({ in: 'before', text })),
    ...b.slice(j).map((text): DiffPart => ({ in: 'after', text })),
  ];
};

const joined = (parts: readonly DiffPart[]): readonly DiffPart[] => {
  const out: DiffPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.in === part.in) out[out.length - 1] = { in: last.in, text: last.text + part.text };
    else if (part.text !== '') out.push(part);
  }
  return out;
};
