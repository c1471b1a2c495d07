// A draft is written field by field, and by several people at once. Every field is a small tree of states: each names the
// state it was typed over, one of them stands, and what was typed over an older one waits beside it until a person settles.
import type { StaffId } from './rights.ts';

export const draftFields = ['title', 'short', 'known', 'how', 'reply'] as const;
export type DraftField = (typeof draftFields)[number];

/** What a check cannot do without; the reply to pass on may be left out, and readers are offered the templates instead. */
export const neededFields = ['title', 'short', 'known', 'how'] as const satisfies readonly DraftField[];

export const isDraftField = (text: string): text is DraftField => (draftFields as readonly string[]).includes(text);

/** The longest text of one field, in UTF-16 units. */
export const longestField = 20_000;

/** One state of one field. `n` counts from 1; `base` is the state it was typed over, 0 for an empty field. */
export type DraftState = {
  readonly n: number;
  readonly text: string;
  readonly writtenBy: StaffId;
  readonly base: number;
  /** The other state that this one was settled with; null when nothing was settled by it. */
  readonly settles: number | null;
  /** The one state that stands; what is submitted is made of it. */
  readonly current: boolean;
};

/** What a save comes to: already there (as state `n`), to stand from now on, or to wait beside what stands. */
export type Placed =
  | { readonly as: 'kept'; readonly n: number; readonly conflict: boolean }
  | { readonly as: 'current' }
  | { readonly as: 'conflict' };

/**
 * Where a text belongs that was typed over state `base`. Sending the same again changes nothing, so a browser may repeat
 * what it is not sure has arrived. Whoever goes on typing in a text that waits adds to that text, not to the one that stands.
 */
export const place = (
  states: readonly DraftState[],
  typed: { readonly text: string; readonly base: number; readonly by: StaffId },
): Placed => {
  const standing = states.find((state) => state.current);
  if ((standing?.text ?? '') === typed.text) return { as: 'kept', n: standing?.n ?? 0, conflict: false };
  const sent = states.find((s) => s.text === typed.text && s.writtenBy === typed.by && s.base === typed.base);
  if (sent) return { as: 'kept', n: sent.n, conflict: waiting(states).some(({ n }) => n === sent.n) };
  const over = states.find(({ n }) => n === typed.base);
  // Loaded, looked at and left as it was: nothing was typed. What is typed from here on is still typed over that state.
  if (over !== undefined && over.text === typed.text)
    return { as: 'kept', n: over.n, conflict: waiting(states).includes(over) };
  return { as: typed.base === (standing?.n ?? 0) ? 'current' : 'conflict' };
};

/** The states that wait to be settled, oldest first: nobody typed over them, and they do not stand. */
export const waiting = <State extends DraftState>(states: readonly State[]): readonly State[] => {
  const gone = new Set(states.flatMap(({ base, settles }) => (settles === null ? [base] : [base, settles])));
  return states.filter(({ n, current }) => !current && !gone.has(n)).sort((a, b) => a.n - b.n);
};

/** Whether a text holds every character of the one before it in one or two pieces: then the one before need not be kept. */
export const onlyAdds = (before: string, after: string): boolean => {
  if (after.length < before.length) return false;
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  return after.endsWith(before.slice(same));
};
