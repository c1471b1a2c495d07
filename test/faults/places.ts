// Where an instance may live: as root and as an ordinary user, below a private folder, with a long path, with blanks and
// Vietnamese letters in it. Where it cannot, one clear sentence says so.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './shared/asking.ts';
import { countsOf, sangto, serve, tempFolder, unlimited, type Who } from './shared/instance.ts';
import { verdict } from './shared/verdict.ts';

const root = process.getuid?.() === 0;
const ordinary: Who = root ? { uid: 1000, gid: 1000 } : {};
const { folder, remove } = await tempFolder(0o755);

/** A folder of this mode for this user. */
const make = (name: string, mode: number, who: Who): string => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  if (who.uid !== undefined && who.gid !== undefined) chownSync(path, who.uid, who.gid);
  chmodSync(path, mode);
  return path;
};

// A home that is not theirs, as with a service: nothing may be looked for there.
const env = { ...unlimited, HOME: '/nonexistent' };
const long = (base: string) => join(base, 'n'.repeat(Math.max(1, 89 - base.length)));
const cases: readonly (readonly [string, string, Who])[] = [
  ...(root
    ? ([
        ['root, below an open folder', join(make('open-root', 0o755, {}), 'data'), {}],
        ['root, below a private folder', join(make('private-root', 0o700, {}), 'data'), {}],
        ['root, a path of 90 characters', long(make('long-root', 0o700, {})), {}],
        ['root, blanks and letters', join(make('dữ liệu của "tòa soạn", số 1', 0o700, {}), 'kiểm chứng'), {}],
      ] as const)
    : []),
  ['user, below an open folder', join(make('open', 0o755, ordinary), 'data'), ordinary],
  ['user, below a private folder', join(make('private', 0o700, ordinary), 'data'), ordinary],
  ['user, a path of 90 characters', long(make('long', 0o700, ordinary)), ordinary],
  ['user, a path of 200 characters', join(make('l'.repeat(120), 0o700, ordinary), 'n'.repeat(60)), ordinary],
  ['user, blanks and letters', join(make("d'ữ liệu  $HOME, 'số' 2", 0o700, ordinary), 'kiểm chứng %20'), ordinary],
];
const faults: string[] = [];
const readyMs: Record<string, number> = {};
for (const [name, data, who] of cases) {
  try {
    for (const start of ['first', 'second']) {
      const running = await serve(data, [], env, who);
      readyMs[`${name}, ${start} start`] = Math.round(running.readyMs);
      const asked = await ask(running.address, `Is this the ${start} start in this place?`);
      const code = await running.stop();
      if (!asked.stored || code !== 0)
        faults.push(`${name}, ${start} start: asked ${asked.status}, ended with ${code}`);
    }
  } catch (error) {
    faults.push(`${name}: ${error}`);
  }
}
const kept = await countsOf(cases[0]![1]);

const refusals: Record<string, string> = {};
const refused = async (name: string, data: string, who: Who, clean: () => void = () => undefined) => {
  const { code, err } = await sangto(['serve', '--port', '0', '--data', data], env, who);
  clean();
  refusals[name] = err.trim();
  const clear = /^sangto: [^\n]+\n {8}[^\n]+\n?$/.test(err) && !/ {4}at /.test(err);
  if (code !== 73) faults.push(`${name}: ended with ${code}: ${err.slice(0, 300)}`);
  else if (!clear) faults.push(`${name}: said ${err.slice(0, 400)}`);
};
const shut = make('shut', 0o500, ordinary);
await refused('a folder that may not be written', shut, ordinary);
await refused('below a folder that may not be written', join(shut, 'data'), ordinary);
const file = join(folder, 'open', 'data', 'keys', 'instance.key');
await refused('a file instead of a folder', file, ordinary);
if (root) {
  await refused("somebody else's folder", make('theirs', 0o700, {}), ordinary);
  const still = make('still', 0o755, {});
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', still]).status === 0;
  if (mounted)
    await refused('a disk that is read-only', join(still, 'data'), {}, () => void spawnSync('umount', [still]));
}
const left = await remove();
verdict(
  {
    places: cases.length,
    asRoot: root ? 'tried' : 'not tried: this script does not run as root',
    slowestReadyMs: Math.max(...Object.values(readyMs)),
    refusals,
    faults,
    processesLeft: left,
  },
  {
    'starts, stores and starts again everywhere': faults.length === 0,
    'keeps what was asked': kept.tips === 2,
    'none left': left === 0,
  },
);
