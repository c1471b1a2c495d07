// Where the tests find a real Chromium. A DOM made of JavaScript proves nothing about a page.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | undefined =>
  ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name)).find(isProgram);

const find = (): string | undefined =>
  names.map(onPath).find((path) => path !== undefined) ?? elsewhere.find(isProgram);

// Two test processes may come here at once: apt waits for its own lock.
const apt = (...args: readonly string[]): { readonly ok: boolean; readonly words: string } => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const ran = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' });
  return { ok: ran.status === 0, words: `${ran.stdout ?? ''}${ran.stderr ?? ''}` };
};

const howTo =
  'Get one by `apt-get install chromium` (Debian, Ubuntu), `dnf install chromium` (Fedora) or `brew install --cask chromium` (macOS), or set CHROMIUM_PATH to one that is there.';

/**
 * The path of a Chromium to drive: CHROMIUM_PATH, else one on this machine, else, for root on Debian, one installed now
 * (a minute or two). Throws, saying how to get one, where there is none: a test without a browser fails.
 */
export const chromiumPath = (): string => {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, which is not a program. ${howTo}`);
  }
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) throw new Error(`The tests need Chromium. ${howTo}`);
  console.error('installing chromium by apt-get, for the tests that look at pages');
  const update = apt('update');
  const install = apt('install', '-y', '--no-install-recommends', 'chromium');
  const installed = find();
  if (installed !== undefined) return installed;
  const words = `${update.ok ? '' : update.words}${install.words}`.trimEnd().split('\n').slice(-12).join('\n');
  throw new Error(`apt-get did not install Chromium:\n${words}\n${howTo}`);
};

if (import.meta.main) {
  try {
    console.log(chromiumPath());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
