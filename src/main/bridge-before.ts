// What stood before a fit, from the file of a published cut: what is unsure does not overturn it.
import { readFile } from 'node:fs/promises';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { isStanding, type Standing } from '../kit/bridge/index.ts';

/** Standings by note; none where there is no file. The first line names the columns. */
export const readBefore = async (
  path: string | undefined,
): Promise<Result<ReadonlyMap<string, Standing>, Refusal<'before-unreadable'>>> => {
  const before = new Map<string, Standing>();
  if (path === undefined) return ok(before);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse('before-unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
  const [names, ...lines] = text.split('\n');
  const columns = (names ?? '').split('\t');
  const [note, standing] = [columns.indexOf('noteId'), columns.indexOf('standing')];
  if (note < 0 || standing < 0)
    return refuse('before-unreadable', { detail: 'its first line names no noteId or no standing' });
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const fields = line.split('\t');
    const said = fields[standing] ?? '';
    if (!isStanding(said)) return refuse('before-unreadable', { detail: `line ${at + 2} has no standing` });
    before.set(fields[note] ?? '', said);
  }
  return ok(before);
};
