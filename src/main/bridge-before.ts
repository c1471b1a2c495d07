// What stood before a fit, from the file of a published cut: what is unsure does not overturn it.
import { readFile } from 'node:fs/promises';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Before, isStanding } from '../kit/bridge/index.ts';

/** Standings by note; none where there is no file. The first line names the columns. */
export const readBefore = async (
  path: string | undefined,
): Promise<Result<ReadonlyMap<string, Before>, Refusal<'before-unreadable'>>> => {
  const before = new Map<string, Before>();
  if (path === undefined) return ok(before);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse('before-unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
  const [names, ...lines] = text.split('\n');
  const columns = (names ?? '').split('\t');
  const [note = -1, standing = -1, doubted = -1, stood = -1] = ['noteId', 'standing', 'isDoubted', 'stoodDays'].map(
    (name) => columns.indexOf(name),
  );
  if (note < 0 || standing < 0)
    return refuse('before-unreadable', { detail: 'its first line names no noteId or no standing' });
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const fields = line.split('\t');
    const said = fields[standing] ?? '';
    const days = stood < 0 ? '0' : (fields[stood] ?? '');
    if (!isStanding(said) || !/^\d{1,6}$/.test(days))
      return refuse('before-unreadable', { detail: `line ${at + 2} has no standing, or no days` });
    before.set(fields[note] ?? '', { standing: said, isDoubted: fields[doubted] === '1', stoodDays: Number(days) });
  }
  return ok(before);
};
