// Has witnesses sign each new checkpoint, beside sealing and never in its way; one that does not answer is asked again later.
import { gatherCosignature, type NamedWitness, type Witnessed, type WitnessPort, type World } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { again } from './again.ts';

/** Also what another process sealed is shown to them, and whoever was away is asked again, as its rest allows. */
const pollMs = 15_000;

export type WitnessFollower = {
  /** Something new was signed. */
  readonly wake: () => void;
  /** By the name of each witness that was asked: 1 when it signed the last time, else 0. */
  readonly standing: () => Readonly<Record<string, number>>;
  readonly stop: () => Promise<void>;
};

/** Goes on until stopped, with each witness for itself. `tell` hears once of each fault that begins. */
export const followWitnesses = (
  { log, now }: Pick<World, 'log' | 'now'>,
  port: WitnessPort,
  witnesses: readonly NamedWitness[],
  tell: (line: Readonly<Record<string, unknown>>) => void,
  everyMs = pollMs,
): WitnessFollower => {
  const faults = new Map<string, string | null>();
  const hear = async ({ witness: { key, organisation }, answer }: Witnessed): Promise<void> => {
    const code = answer.ok ? null : answer.error.code;
    // That it rests after a failure tells nothing new.
    if (code === 'witness-resting') return;
    if (code !== null && faults.get(key.name) !== code)
      tell({ level: 'error', what: 'a witness did not sign', witness: key.name, organisation, code });
    faults.set(key.name, code);
    await log.rows.hearWitness(key.name, now(), code);
  };
  const loops = witnesses.map((witness) =>
    again(async () => {
      try {
        const told = await gatherCosignature(log, port, witness);
        if (told !== undefined) await hear(told);
      } catch (error) {
        if (!(error instanceof StoreAway)) tell({ level: 'error', what: 'asking a witness', error: String(error) });
      }
    }, everyMs),
  );
  return {
    wake: () => {
      for (const { wake } of loops) wake();
    },
    standing: () => Object.fromEntries([...faults].map(([name, code]) => [name, code === null ? 1 : 0])),
    stop: async () => void (await Promise.all(loops.map(({ stop }) => stop()))),
  };
};
