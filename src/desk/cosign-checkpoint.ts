// Signs a checkpoint of somebody else's log when it goes on from what was signed before: never two stories.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  type AddCheckpoint,
  cosign,
  type GoesOnFault,
  goesOnFrom,
  type NoteSignature,
  openCheckpoint,
  parseNote,
  signedByLog,
  type TreeHead,
} from '../kit/tlog/index.ts';
import type { Witnessing } from './witness-ports.ts';

export type CosignRefusal =
  | Refusal<'witness-log-unknown' | 'witness-not-signed' | 'witness-state-damaged'>
  | GoesOnFault;

/** The witness's signature. What it saw is on the disk before it is signed, and signed before anybody hears of it. */
export const cosignCheckpoint = async (
  world: Witnessing,
  asked: AddCheckpoint,
): Promise<Result<NoteSignature, CosignRefusal>> => {
  const { origin } = asked.checkpoint;
  const keys = world.logs.get(origin);
  if (keys === undefined) return refuse('witness-log-unknown');
  const noted = await signedByLog(asked, keys, world.verify);
  if (!noted.ok) return noted;
  return world.state.alone(origin, async (): Promise<Result<NoteSignature, CosignRefusal>> => {
    const last = await lastOf(world, origin);
    if (!last.ok) return last;
    const goesOn = goesOnFrom(asked, last.value);
    if (!goesOn.ok) return goesOn;
    const read = parseNote(noted.value);
    if (!read.ok) return refuse('witness-not-signed');
    // The same tree again is nothing new to remember.
    if (last.value?.size !== asked.checkpoint.size) await world.state.keep(origin, noted.value);
    return ok(await cosign(read.value.text, Math.floor(world.now().getTime() / 1000), world.signer));
  });
};

/** What was kept must still bear the log's signature: a flipped bit must not become another past. */
const lastOf = async (
  { logs, state, verify }: Witnessing,
  origin: string,
): Promise<Result<TreeHead | undefined, Refusal<'witness-state-damaged'>>> => {
  const note = await state.last(origin);
  if (note === undefined) return ok(undefined);
  const opened = await openCheckpoint(note, { log: logs.get(origin) ?? [], origin, extensions: true, verify });
  return opened.ok ? ok(opened.value.checkpoint) : refuse('witness-state-damaged', { detail: opened.error.code });
};
