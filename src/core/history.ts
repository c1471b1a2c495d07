// The history of a case as people read it: typing is told once, however often it was saved, and so is what was done in a row.
import { type Day, dayOf } from '../base/clock.ts';

type Line = {
  readonly at: Date;
  readonly by: string | null;
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** `count`: how many lines it stands for. `fields`: of a draft, each once, as `lang.field`. */
export type FoldedLine<L extends Line> = L & { readonly count: number; readonly fields: readonly string[] };

/**
 * The lines, newest first as they come, with what one person wrote in the draft on one day as one line, as long as nothing
 * else was done in between; two who write in turns have a line each. Each stands where its newest save stood. Anything else
 * that one person did several times in a row on one day is one line too, unless reasons were given.
 */
export const foldWriting = <L extends Line>(lines: readonly L[]): readonly FoldedLine<L>[] => {
  const folded: { line: L; count: number; fields: string[] }[] = [];
  let open = new Map<string, (typeof folded)[number]>();
  let day: Day | undefined;
  for (const line of lines) {
    const writing = line.what === 'draft-written';
    if (!writing || dayOf(line.at) !== day) open = new Map();
    day = writing ? dayOf(line.at) : undefined;
    const here = writing ? open.get(line.by ?? '') : undefined;
    const field = writing ? `${line.detail.lang}.${line.detail.field}` : undefined;
    if (here !== undefined) {
      here.count++;
      if (field !== undefined && !here.fields.includes(field)) here.fields.push(field);
      continue;
    }
    const last = folded.at(-1);
    if (last !== undefined && isSame(last.line, line)) {
      last.count++;
      continue;
    }
    const begun = { line, count: 1, fields: field === undefined ? [] : [field] };
    folded.push(begun);
    if (writing) open.set(line.by ?? '', begun);
  }
  return folded.map(({ line, count, fields }) => ({ ...line, count, fields }));
};

const isSame = (one: Line, other: Line): boolean =>
  one.what !== 'draft-written' &&
  one.what === other.what &&
  one.by === other.by &&
  dayOf(one.at) === dayOf(other.at) &&
  one.detail.because === undefined &&
  other.detail.because === undefined;
