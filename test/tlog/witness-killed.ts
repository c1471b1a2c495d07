// Cosigns what it is given, and is killed between remembering it and telling anybody.
import { cosignCheckpoint } from '../../src/desk/cosign-checkpoint.ts';
import { parseAddCheckpoint, parseVerifierKey, verifyEd25519 } from '../../src/kit/tlog/index.ts';
import { notesIn } from '../../src/outside/witness/index.ts';

const { folder, key, request } = JSON.parse(process.argv[2] ?? '') as {
  readonly folder: string;
  readonly key: string;
  readonly request: string;
};
const state = await notesIn(folder);
const log = parseVerifierKey(key);
const asked = parseAddCheckpoint(new TextEncoder().encode(request));
if (state === undefined || !log.ok || !asked.ok) throw new Error('nothing to do');
await cosignCheckpoint(
  {
    logs: new Map([[log.value.name, [log.value]]]),
    state: {
      ...state,
      keep: async (origin, note) => {
        await state.keep(origin, note);
        process.kill(process.pid, 'SIGKILL');
      },
    },
    signer: { key: { ...log.value, type: 0x04 }, sign: () => new Uint8Array(64) },
    verify: verifyEd25519,
    now: () => new Date(),
  },
  asked.value,
);
