import { refuse } from '../../base/result.ts';
import { type Draft, finish, type Page } from './draft.ts';
import { findChecks, looksMeant } from './find-checks.ts';
import type { ReadHints, Reading } from './foreign-check.ts';
import { type JsonSlice, jsonSlicer } from './json-slicer.ts';
import { lenientJson } from './lenient-json.ts';
import { seenNodes } from './seen-nodes.ts';

export const limits = { depth: 100, size: 1_000_000 } as const;

/** Characters of JSON that wait for a later node to name their publisher. */
const windowSize = 200_000;

/** Turns slices of JSON into readings, a window of them at a time. */
export type JsonReader = {
  /** Takes slices found under `prefix` ("script 2 ", "line 5 ", or nothing); gives the readings of a window that is full. */
  readonly take: (slices: readonly JsonSlice[], prefix: string) => readonly Reading[];
  /** Gives the rest. Call at the end of the document. */
  readonly flush: () => readonly Reading[];
};

type Waiting = { readonly position: string; readonly value: unknown };

/**
 * Opens a reader over one document. Values wait until `windowSize` has gathered or the document ends, so that
 * a publisher named once in a graph is known wherever `@id` points to it, before and after; beyond that window only before.
 * `page` is asked when readings are made: the canonical address may stand below the script.
 */
export const jsonReader = (hints: ReadHints, page: () => Page): JsonReader => {
  const nodes = seenNodes();
  let waiting: (Waiting | Reading)[] = [];
  let size = 0;

  const flush = (): readonly Reading[] => {
    const readings = waiting.flatMap((one) => ('value' in one ? readingsOf(one.value, one.position) : [one]));
    waiting = [];
    size = 0;
    return readings;
  };

  const readingsOf = (value: unknown, position: string): readonly Reading[] => {
    const found = findChecks(value, nodes.resolve, hints.mapping);
    if (found.length === 0 && looksMeant(value)) return [refused(position, 'not-a-claimreview')];
    return found.flatMap((one, index) => {
      const where = found.length > 1 ? `${position} part ${index + 1}` : position;
      if ('unsupported' in one) return [refused(where, 'unsupported-form', one.unsupported)];
      return one.drafts.map((draft, nth) =>
        readingOf(draft, one.drafts.length > 1 ? `${where} ${one.part} ${nth + 1}` : where, hints, page()),
      );
    });
  };

  const admit = (slice: JsonSlice, position: string): void => {
    if (slice.fault !== undefined) {
      waiting.push(refused(position, slice.fault.code, slice.fault.detail));
      return;
    }
    const value = lenientJson(slice.text);
    if (value === undefined) {
      waiting.push(refused(position, 'bad-json'));
      return;
    }
    nodes.note(value);
    // The frame of a list is no item of its own, unless it is also a check.
    if (slice.isFrame && findChecks(value, nodes.resolve, hints.mapping).length === 0) return;
    waiting.push({ position, value });
  };

  return {
    take: (slices, prefix) => {
      for (const slice of slices) {
        const path = slice.path.length === 0 ? '1' : slice.path.join('.');
        admit(slice, `${prefix}item ${path}`);
        size += slice.text.length + 200;
      }
      return size > windowSize ? flush() : [];
    },
    flush,
  };
};

/** All readings of one short JSON text, such as a line. Never empty: a text that holds no check is refused. */
export const readingsOfText = (text: string, position: string, hints: ReadHints): readonly Reading[] => {
  const slicer = jsonSlicer(limits);
  const reader = jsonReader(hints, () => ({}));
  const readings = [...reader.take([...slicer.push(text), ...slicer.end()], ''), ...reader.flush()];
  const only = readings.length === 1;
  if (readings.length === 0) return [refused(position, 'not-a-claimreview')];
  return readings.map((one) => ({
    ...one,
    position: only ? position : `${position} ${one.position.replace(/^item 1 /, '')}`,
  }));
};

/** The reading of one draft. */
export const readingOf = (draft: Draft, position: string, hints: ReadHints, page: Page): Reading => {
  const check = finish(draft, hints, page);
  return check.ok ? { position, check: check.value } : { position, refused: check.error };
};

type Code = NonNullable<Reading['refused']>['code'];

export const refused = (position: string, code: Code, detail?: string): Reading => ({
  position,
  refused: refuse(code, detail === undefined ? {} : { detail }).error,
});
