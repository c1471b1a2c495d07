// Up to 256 entries in one file, each after its length in two bytes (c2sp.org/tlog-tiles, log entries).
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';

/** Bytes that an entry has at most: its length is written in 16 bits. */
export const longestEntry = 65_535;

/** The file of these entries. Each must be at most `longestEntry` bytes; `appendEntries` sees to it. */
export const formatBundle = (entries: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    bytes[at] = entry.length >>> 8;
    bytes[at + 1] = entry.length;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
};

/** The entries of a file that must hold exactly `width`, and not a byte more. */
export const parseBundle = (
  bytes: Uint8Array,
  width: number,
): Result<readonly Uint8Array[], Refusal<'bundle-malformed'>> => {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    const from = at + 2;
    if (from > bytes.length) return refuse('bundle-malformed', { detail: `ends before entry ${entries.length}` });
    const to = from + ((bytes[at] as number) << 8) + (bytes[at + 1] as number);
    if (to > bytes.length) return refuse('bundle-malformed', { detail: `ends within entry ${entries.length}` });
    entries.push(bytes.subarray(from, to));
    at = to;
  }
  return at === bytes.length ? ok(entries) : refuse('bundle-malformed', { detail: `more than ${width} entries` });
};
