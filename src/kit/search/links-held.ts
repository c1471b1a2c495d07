import { hashOf } from './hash.ts';
import { createHashTable } from './hash-table.ts';

/** Which checks hold which canonical link. No link is kept here, only hashes of them: whether a check holds it, it says itself. */
export type LinksHeld = {
  readonly add: (link: string, check: number) => void;
  readonly remove: (link: string, check: number) => void;
  readonly holders: (link: string) => readonly number[];
  /** The checks whose link stands in a message, as a word of its own or between brackets and punctuation. */
  readonly inText: (text: string) => ReadonlySet<number>;
};

/** Under a hash stands a check, or from here on a group of several. */
const groups = 0x4000_0000;

export const createLinksHeld = (holds: (check: number, link: string) => boolean): LinksHeld => {
  const table = createHashTable<undefined>(() => true);
  const members: (Set<number> | undefined)[] = [];
  const free: number[] = [];

  const add = (link: string, check: number): void => {
    const hash = hashOf(link);
    const found = table.find(hash, undefined);
    if (found < 0) table.add(hash, check);
    else if (found >= groups) members[found - groups]?.add(check);
    else if (found !== check) {
      const group = free.pop() ?? members.length;
      members[group] = new Set([found, check]);
      table.replace(hash, found, groups + group);
    }
  };

  const remove = (link: string, check: number): void => {
    const hash = hashOf(link);
    const found = table.find(hash, undefined);
    const group = members[found - groups];
    group?.delete(check);
    if (found !== check && group?.size !== 0) return;
    table.remove(hash, found);
    if (group === undefined) return;
    members[found - groups] = undefined;
    free.push(found - groups);
  };

  const holders = (link: string): readonly number[] => {
    const found = table.find(hashOf(link), undefined);
    if (found < 0) return [];
    const checks = found < groups ? [found] : [...(members[found - groups] ?? [])];
    return checks.filter((check) => holds(check, link));
  };

  const inText = (text: string): ReadonlySet<number> => {
    const found = new Set<number>();
    if (!text.includes('://')) return found;
    for (const [chunk] of text.matchAll(/\S+/g)) {
      const at = chunk.search(/https?:\/\//i);
      if (at < 0) continue;
      const whole = chunk.slice(at);
      const trimmed = whole.slice(0, endOfLink(whole));
      for (const check of [...holders(whole), ...holders(trimmed)]) found.add(check);
    }
    return found;
  };

  return { add, remove, holders, inText };
};

// A loop and not /[…]+$/, which tries again from every punctuation mark on the way.
const endOfLink = (chunk: string): number => {
  let end = chunk.length;
  while (end > 0 && '.,;:!?)]}>"\'”’»…'.includes(chunk[end - 1] ?? ' ')) end--;
  return end;
};
