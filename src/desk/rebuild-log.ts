// Writes the files of the log again from the database, where they are gone: the leaves and the last checkpoint are kept there
// as well. The root must come out as it was signed; nothing is signed here.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { appendEntries, type Edge, edgeRoot, emptyEdge, hashText } from '../kit/tlog/index.ts';
import type { Log } from './log-ports.ts';

const page = 1000;

/** How many leaves the files hold now. Files that are there are left alone: they may be newer. */
export const rebuildLog = async ({
  rows,
  files,
}: Pick<Log, 'rows' | 'files'>): Promise<Result<number, Refusal<'log-there' | 'log-rows-differ'>>> => {
  if ((await files.read('checkpoint')) !== undefined) return refuse('log-there');
  const head = await rows.head();
  if (head === undefined) return ok(0);
  const encoder = new TextEncoder();
  let edge: Edge = emptyEdge;
  while (edge.size < head.size) {
    const entries = await rows.entries(edge.size, Math.min(edge.size + page, head.size));
    if (entries.length === 0) return refuse('log-rows-differ', { detail: `leaf ${edge.size}` });
    const appended = appendEntries(
      edge,
      entries.map((entry) => encoder.encode(entry)),
    );
    if (!appended.ok) return refuse('log-rows-differ', { detail: appended.error.code });
    for (const { path, bytes } of appended.value.files) await files.lay(path, bytes);
    edge = appended.value.edge;
  }
  if (hashText(edgeRoot(edge)) !== head.root) return refuse('log-rows-differ', { detail: 'another root' });
  await files.layCheckpoint(encoder.encode(head.checkpoint), undefined);
  return ok(edge.size);
};
