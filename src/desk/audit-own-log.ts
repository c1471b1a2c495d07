// Reads the whole log of this instance again: every tile and entry up to the signed root, and every row of the database
// beside it. A flipped bit, or a row that somebody edited, is found before anything more is signed.
import { ok, type Result, refuse } from '../base/result.ts';
import { hashText, openTiles, tileWidth } from '../kit/tlog/index.ts';
import type { Log, LogFault } from './log-ports.ts';
import { damaged, orAway, signedCheckpoint } from './log-standing.ts';

/** How many leaves were read. */
export const auditOwnLog = (log: Parts): Promise<Result<number, LogFault>> => orAway(audited(log));

type Parts = Pick<Log, 'rows' | 'files' | 'signers'>;

const audited = async (log: Parts): Promise<Result<number, LogFault>> => {
  // Asked before the files are read: whoever seals meanwhile makes them longer than this, never shorter.
  const known = await log.rows.head();
  const signed = await signedCheckpoint(log, await log.signers());
  if (!signed.ok) return signed;
  if (signed.value === undefined)
    return known === undefined ? ok(0) : refuse('log-files-missing', { detail: `0 of ${known.size}` });
  const head = signed.value.checkpoint;
  if (known !== undefined && head.size < known.size)
    return refuse('log-files-older', { detail: `${head.size} of ${known.size}` });
  if (known?.size === head.size && known.root !== hashText(head.root)) return refuse('log-forked');
  const opened = await openTiles(head, log.files.read);
  if (!opened.ok) return damaged(opened.error);
  for (let n = 0; n * tileWidth < head.size; n++) {
    const from = n * tileWidth;
    const [found, kept] = await Promise.all([opened.value.entries(n), log.rows.entries(from, from + tileWidth)]);
    if (!found.ok) return damaged(found.error);
    for (const [i, entry] of found.value.entries()) {
      const row = kept[i];
      if (row === undefined) return refuse('log-database-older', { detail: `leaf ${from + i}` });
      if (row !== new TextDecoder().decode(entry)) return refuse('log-rows-differ', { detail: `leaf ${from + i}` });
    }
  }
  return ok(head.size);
};
