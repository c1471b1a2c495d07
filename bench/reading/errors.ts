/** The edit distance of two texts: characters put in, left out or changed. */
export const edits = (got: string, truth: string): number => {
  let row = Array.from({ length: truth.length + 1 }, (_, j) => j);
  for (let i = 1; i <= got.length; i++) {
    const next = [i];
    for (let j = 1; j <= truth.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (got[i - 1] === truth[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[truth.length] ?? 0;
};

/** A reading beside its truth, each blank alike: how many characters are wrong, and of how many. No more than all of them. */
export const wrongOf = (got: string, truth: readonly string[]) => {
  const said = truth.join(' ').replace(/\s+/g, ' ').trim();
  return { wrong: Math.min(said.length, edits(got.replace(/\s+/g, ' ').trim(), said)), of: said.length };
};
