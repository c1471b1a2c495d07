// The live log of a running instance, with a witness beside it, before a verifier that others wrote: it must accept the log at
// every size, with every earlier checkpoint, and refuse whatever a liar could serve in its place. The verifier is a program of
// its own; it takes the flags -vkey, -witness, -old and -every, and then an address.
// npm run load -- log-live --checker FILE [--most 70000]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { sealLeaves } from '../../src/desk/index.ts';
import { parseCheckpoint, parseNote } from '../../src/kit/tlog/index.ts';
import { logInFolder } from '../../src/outside/log/index.ts';
import { logRowsIn, migrate, openDatabase } from '../../src/store/index.ts';
import { logKeyIn, startWitness } from '../faults/shared/a-witness.ts';
import { type Running, sangto, serve, tempFolder, unlimited } from '../faults/shared/instance.ts';
import { startOwnServer } from '../faults/shared/own-server.ts';
import { tellFacts } from '../faults/shared/public-facts.ts';
import { until } from '../faults/shared/until.ts';
import { needs, verdict } from '../faults/shared/verdict.ts';
import { liesAbout, pathsOf } from './shared/lies.ts';
import { type Relay, startRelay } from './shared/relay.ts';

const { values } = parseArgs({ options: { checker: { type: 'string' }, most: { type: 'string', default: '70000' } } });
const checker = values.checker ?? '';
if (!existsSync(checker))
  needs(
    'an independent verifier of c2sp.org/tlog-tiles: --checker FILE. One is built on golang.org/x/mod/sumdb (note, tlog): it ' +
      'reads checkpoint, tiles and bundles of an address and says PASS or FAIL',
  );

const { folder, remove } = await tempFolder(0o755);
const data = join(folder, 'data');
const server = await startOwnServer(folder);
const url = await server.makeDatabase('log');
const database = openDatabase({ connectionString: url });
await migrate(database, join(import.meta.dirname, '../../src/store/migrations'));
const rows = logRowsIn(database);
const { signer, vkey } = await logKeyIn(data);
const witness = await startWitness(folder, vkey);
const env = { ...unlimited, ...witness.env, DATABASE_URL: url, SANGTO_ORIGIN: 'http://localhost:8080' };

const accepted: number[] = [];
const refused: string[] = [];
const wrong: string[] = [];
const kept = new Map<number, string>();
const files = logInFolder(join(data, 'log'));

/** What the verifier says: PASS, or why not. */
const check = async (address: string, ...flags: readonly string[]): Promise<string> => {
  const child = spawn(checker, ['-vkey', vkey, ...flags, address], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (d) => {
    said += d;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const last = said.trim().split('\n').at(-1) ?? '';
  return code === 0 && last.startsWith('PASS') ? 'PASS' : last || `ended with ${code}`;
};
/** Every entry up to a thousand, else some of them: each is hashed into its leaf in any case. */
const every = (size: number): readonly string[] => ['-every', String(size > 1000 ? 199 : 1)];

// The first start tells of its key, its version and its statements. One of them is sealed and looked at while nobody else can seal.
let running: Running | undefined;
let relay: Relay | undefined;
await rows.whileSequencing(async (held) => {
  running = await serve(data, [], env);
  relay = await startRelay(`${running.address}/log`);
  const alone = { ...rows, whileSequencing: <T>(work: (h: typeof held) => Promise<T>) => work(held) };
  const one = { ...alone, number: async (from: number) => (from === 0 ? rows.number(0, 1) : 0) };
  await sealLeaves({ rows: one, files, signers: async () => [signer] });
  const cosigned = await sangto(['log', 'cosign', join(data, 'log'), '--vkey', vkey], env);
  if (cosigned.code !== 0) throw new Error(cosigned.err);
  await looked(1);
});

let told = 0;
const most = Number(values.most);
for (const size of new Set([...[255, 256, 257, 1000].filter((n) => n < most), most])) {
  await until('nothing waits', async () => !(await rows.waiting()), 120);
  const head = (await rows.head())?.size ?? 0;
  for (let from = head; from < size; from += 500) {
    const many = Math.min(500, size - from);
    await tellFacts(database, told, many);
    told += many;
  }
  await looked(size);
  if (size >= 1000) await refuses(size);
}
const [doubles] = await database.all<{ leaves: number; entries: number }>(
  sql`select count(*) as leaves, count(distinct entry) as entries from log_leaves`,
);
relay?.close();
const exits = [await running?.stop(), await witness.stop()];
await database.close();
await server.stop();
const left = await remove();
verdict(
  { accepted, refused: refused.length, wrong, ...doubles, exits, processesLeft: left },
  {
    'accepted at every size, by the witness too, from every earlier checkpoint': accepted.length === kept.size,
    'every lie refused': wrong.length === 0 && refused.length > 0,
    'clean end': exits.every((code) => code === 0) && left === 0,
  },
);

/** Waits until the log is served at this size and cosigned, and has the verifier look. */
async function looked(size: number): Promise<void> {
  let note = '';
  await until(
    `a cosigned checkpoint of ${size} leaves`,
    async () => {
      note = await (await fetch(`${running?.address}/log/checkpoint`)).text();
      return sizeOf(note) === size && note.includes('— witness.example/w ');
    },
    600,
  );
  const olds = [...kept.keys()].map((old) => `old/${old}`);
  relay?.lie(new Map([...kept].map(([old, text]) => [`old/${old}`, new TextEncoder().encode(text)])));
  const began = performance.now();
  const direct = await check(`${running?.address}/log`, '-witness', witness.vkey, ...every(size));
  const since = olds.length === 0 ? 'PASS' : await check(relay?.address ?? '', '-old', olds.join(','), ...every(size));
  if (direct === 'PASS' && since === 'PASS') accepted.push(size);
  else wrong.push(`size ${size}: ${direct}, from earlier ones: ${since}`);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.log(`${size} leaves: ${direct}; from ${olds.length} earlier checkpoints: ${since}; ${seconds} s`);
  kept.set(size, note);
}

async function refuses(size: number): Promise<void> {
  const all = new Map<string, Uint8Array>();
  for (const path of pathsOf(size)) {
    const bytes = await files.read(path);
    if (bytes === undefined) throw new Error(`${path} is not there`);
    all.set(path, bytes);
  }
  const sizes = [...kept.keys()];
  const before = kept.get(sizes.at(-2) ?? 0) ?? '';
  const old = ['old/before', new TextEncoder().encode(before)] as const;
  for (const lie of await liesAbout(all, before, signer)) {
    relay?.lie(new Map<string, Uint8Array | null>([...lie.files, old]));
    const more = { anybody: [], memory: ['-old', 'old/before'], witness: ['-witness', witness.vkey] }[lie.seenBy];
    const said = await check(relay?.address ?? '', ...more, '-every', '100000');
    // What only a memory notices must pass for true without one, or the lie was told badly.
    const without = lie.seenBy === 'anybody' ? 'FAIL' : await check(relay?.address ?? '', '-every', '100000');
    const caught = said.startsWith('FAIL') && (lie.seenBy === 'anybody' || without === 'PASS');
    if (caught) refused.push(lie.what);
    else wrong.push(`${size}: ${lie.what}: ${said} ${without}`);
    console.log(`${size} leaves, ${lie.what}: ${said}`);
  }
  relay?.lie(new Map());
  const again = await check(relay?.address ?? '', '-every', '100000');
  if (again !== 'PASS') wrong.push(`${size}: the truth after the lies: ${again}`);
}

function sizeOf(text: string): number {
  const note = parseNote(text);
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  return read.ok ? read.value.size : -1;
}
