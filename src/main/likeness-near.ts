// sangto likeness near: which hashes of a list are within a radius of those of another.
import { ok, type Result } from '../base/result.ts';
import { createHammingIndex, type PdqHash, readHashLine } from '../kit/likeness/index.ts';
import { type EvalRefusal, eachLine, holdsNone } from './eval-lines.ts';
import { exitCodes } from './exit-codes.ts';
import { type Terminal, terminal } from './terminal.ts';

export type LikenessNearFlags = {
  readonly json?: boolean;
  readonly index: string;
  readonly query: string;
  readonly radius: number;
};

type Listed = { readonly id: string; readonly hash: PdqHash };

/** Prints a line for every pair within the radius, nearest first for each query. Finding none is an answer, not an error. */
export const likenessNearCommand = async (flags: LikenessNearFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const known = await listIn(flags.index);
  if (!known.ok) return sayWhy(out, known.error);
  const asked = await listIn(flags.query);
  if (!asked.ok) return sayWhy(out, asked.error);
  const index = createHammingIndex();
  for (const [n, { hash }] of known.value.entries()) index.add(hash, n);
  index.settle();
  for (const { id: query, hash } of asked.value)
    for (const { id: n, distance } of index.near(hash, flags.radius)) {
      const id = known.value[n]?.id ?? String(n + 1);
      out.give({ query, id, distance });
      out.say(`${query}\t${id}\t${distance}`);
    }
  return exitCodes.fine;
};

const listIn = async (path: string): Promise<Result<readonly Listed[], EvalRefusal>> => {
  const listed: Listed[] = [];
  const read = await eachLine(path, (text, number) => {
    const line = readHashLine(text);
    if (line === undefined) return 'it has no hash of 64 hexadecimal digits';
    listed.push({ id: line.id ?? String(number), hash: line.hash });
    return undefined;
  });
  if (!read.ok) return read;
  return listed.length === 0 ? holdsNone(path, 'hashes') : ok(listed);
};

const sayWhy = (out: Terminal, { code, field, detail }: EvalRefusal): number => {
  out.fail(`${field}: ${detail}.`, 'sangto likeness --help says what a list of hashes looks like.', code);
  return exitCodes.unreadable;
};
