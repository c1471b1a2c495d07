/** Which checks hold which canonical link. */
export type LinksHeld = {
  readonly add: (link: string, checkId: string) => void;
  readonly remove: (link: string, checkId: string) => void;
  readonly holders: (link: string) => readonly string[];
  /** The checks whose link stands in a message, as a word of its own or between brackets and punctuation. */
  readonly inText: (text: string) => ReadonlySet<string>;
};

export const createLinksHeld = (): LinksHeld => {
  const held = new Map<string, Set<string>>();
  const inText = (text: string): ReadonlySet<string> => {
    const found = new Set<string>();
    if (held.size === 0 || !text.includes('://')) return found;
    for (const [chunk] of text.matchAll(/\S+/g)) {
      const at = chunk.search(/https?:\/\//i);
      if (at < 0) continue;
      const whole = chunk.slice(at);
      const trimmed = whole.slice(0, endOfLink(whole));
      for (const id of [...(held.get(whole) ?? []), ...(held.get(trimmed) ?? [])]) found.add(id);
    }
    return found;
  };
  return {
    add: (link, checkId) => {
      const ids = held.get(link) ?? new Set();
      held.set(link, ids.add(checkId));
    },
    remove: (link, checkId) => {
      const ids = held.get(link);
      ids?.delete(checkId);
      if (ids?.size === 0) held.delete(link);
    },
    holders: (link) => [...(held.get(link) ?? [])].sort(),
    inText,
  };
};

// A loop and not /[…]+$/, which tries again from every punctuation mark on the way.
const endOfLink = (chunk: string): number => {
  let end = chunk.length;
  while (end > 0 && '.,;:!?)]}>"\'”’»…'.includes(chunk[end - 1] ?? ' ')) end--;
  return end;
};
