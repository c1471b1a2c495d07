// The operator's own PostgreSQL, over TCP with a password: migrate, serve, import, ask; backed up and restored into an
// embedded database, and from there into another own one: the same counts everywhere, and the tickets open.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, lost } from './shared/asking.ts';
import { countsOf, type Env, sangto, sangtoJson, serve, tempFolder, unlimited } from './shared/instance.ts';
import { startOwnServer } from './shared/own-server.ts';
import { verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder(0o755);
const server = await startOwnServer(folder);
const own: Env = { ...unlimited, DATABASE_URL: await server.makeDatabase('first') };
const data = join(folder, 'data');
const running = await serve(data, ['--demo'], own);

const file = join(folder, 'checks.jsonl');
const items = 3_000;
await writeFile(
  file,
  Array.from({ length: items }, (_, n) =>
    JSON.stringify({
      id: `c-${n}`,
      claim: `The bridge number ${n} over the river was closed by ${n % 13} cracks.`,
      url: `https://checks.example.org/${n}`,
      verdict: 'false',
    }),
  ).join('\n'),
);
const publisher = ['--publisher', 'Example Checks', '--site', 'checks.example.org', '--answers'];
const imported = await sangtoJson<{ imported: number }>(['import', file, '--data', data, ...publisher], own);
const acknowledged = new Map<string, string>();
for (let n = 0; n < 100; n++) {
  const { ticket, text } = await ask(running.address, `Own server question ${n}: is the ferry ${n * 31} really late?`);
  if (ticket) acknowledged.set(ticket, text);
}
const known = await ask(running.address, 'The bridge number 77 over the river was closed by 12 cracks.');
const beside = await serve(join(folder, 'other'), [], { ...own, SANGTO_DATA: '' }).then(
  async (other) => {
    // Two processes may share a database of one's own: each finds what the other stored.
    const checks = other.checks;
    await other.stop();
    return checks;
  },
  () => -1,
);
const counts = await countsOf(data, own);

const backup = async (name: string, from: string, env: Env) => {
  const to = join(folder, name);
  await sangtoJson(['backup', to, '--data', from], env);
  return to;
};
const first = await backup('first.tar.gz', data, own);
const restoredTo = join(folder, 'embedded');
await sangtoJson(['restore', first, '--data', restoredTo]);
const embedded = await serve(restoredTo);
const embeddedLost = await lost(embedded.address, acknowledged);
const second = await backup('second.tar.gz', restoredTo, {});
const embeddedCounts = await countsOf(restoredTo);
const embeddedExit = await embedded.stop();

const back: Env = { ...unlimited, DATABASE_URL: await server.makeDatabase('second') };
const backTo = join(folder, 'back');
await sangtoJson(['restore', second, '--data', backTo], back);
const again = await serve(backTo, [], back);
const backLost = await lost(again.address, acknowledged);
const backCounts = await countsOf(backTo, back);
const full = await sangto(['restore', second, '--data', join(folder, 'full')], back);
const exits = [await again.stop(), await running.stop(), embeddedExit];
await server.stop();
const away = await sangto(['doctor', '--data', data], own);
const left = await remove();
verdict(
  {
    server: server.programs,
    imported: imported.imported,
    tickets: acknowledged.size,
    counts,
    embeddedCounts,
    backCounts,
    besideServed: beside,
    whenFull: full.err.trim(),
    whenAway: away.err.trim(),
    processesLeft: left,
  },
  {
    'imported and found': imported.imported === items && known.outcome === 'known' && known.stored,
    'a second process serves too': beside === counts.checks,
    'the same counts': [embeddedCounts, backCounts].every((c) => JSON.stringify(c) === JSON.stringify(counts)),
    'tickets open everywhere': acknowledged.size === 100 && embeddedLost === 0 && backLost === 0,
    'a filled database is left alone': full.code === 1 && /already holds/.test(full.err),
    'a server that is away is told': away.code === 69 && /cannot be reached/.test(away.err),
    'clean ends': exits.every((code) => code === 0) && left === 0,
  },
);
