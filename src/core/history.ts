// The history of a case as people read it: typing is told once, however often it was saved.
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
 * else was done in between; two who write in turns have a line each. Each stands where its newest save stood.
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
    const begun = { line, count: 1, fields: field === undefined ? [] : [field] };
    folded.push(begun);
    if (writing) open.set(line.by ?? '', begun);
  }
  return folded.map(({ line, count, fields }) => ({ ...line, count, fields }));
};
