// `sangto witness` in a process of its own, for an instance of these scripts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { formatVerifierKey } from '../../../src/kit/tlog/index.ts';
import { logKeysOf } from '../../../src/main/log-keys.ts';
import { type Env, sangtoJson } from './instance.ts';

const entry = join(import.meta.dirname, '../../../bin/sangto.mjs');
const organisation = { origin: 'http://localhost:8080' } as Parameters<typeof logKeysOf>[1]['organisation'];

export type RunningWitness = {
  readonly vkey: string;
  /** What an instance needs in its settings to be signed by it. */
  readonly env: Env;
  readonly stop: () => Promise<number | null>;
};

/** The key of the log of a data folder, made as the first start would make it. */
export const logKeyIn = async (data: string) => {
  const [signer] = await logKeysOf(join(data, 'keys'), { logKeys: null, logSigner: null, organisation })();
  if (signer === undefined) throw new Error('no key');
  return { signer, vkey: formatVerifierKey(signer.key) };
};

/** Starts a witness that signs the log of this key, with its own key and state in `folder`. */
export const startWitness = async (folder: string, logVkey: string): Promise<RunningWitness> => {
  const key = join(folder, 'witness.key');
  const { vkey } = await sangtoJson<{ vkey: string }>(['witness', 'key', '--name', 'witness.example/w', '--out', key]);
  const args = ['witness', '--key', key, '--state', join(folder, 'signed'), '--log', logVkey, '--port', '0', '--json'];
  const child = spawn(process.execPath, [entry, ...args], { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { address } = JSON.parse(line) as { address: string };
  const named = [{ url: address, vkey, organisation: 'An Outside Library', country: 'VN' }];
  return {
    vkey,
    env: { SANGTO_WITNESSES: JSON.stringify(named) },
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
};
