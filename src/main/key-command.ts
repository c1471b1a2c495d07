// sangto log key and sangto witness key: 32 bytes by chance, into a file that nobody else reads.
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newKey } from '../kit/tlog/index.ts';
import { exitCodes } from './exit-codes.ts';
import { randomSeed } from './secrets.ts';
import { terminal } from './terminal.ts';

type KeyFlags = { readonly name: string; readonly out: string; readonly json?: boolean };

/** Exit: fine when the key is on the disk. A file that is there already is never written over. */
export const keyCommand = async (of: 'log' | 'witness', { name, out: path, json }: KeyFlags): Promise<number> => {
  const out = terminal(json ?? false);
  const made = await newKey(name, of === 'log' ? 0x01 : 0x04, randomSeed());
  if (!made.ok) {
    const example = of === 'log' ? 'check.example.org/log' : 'witness.example.org/w1';
    out.fail(`"${name}" cannot be the name of a key.`, `No spaces and no plus sign, such as ${example}.`);
    return exitCodes.usage;
  }
  const { secret, vkey } = made.value;
  try {
    await writeNew(path, `${secret}\n`);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const fix =
      code === 'EEXIST' ? 'A key is never written over: name a new file.' : 'Name a file in a folder that is there.';
    out.fail(`${path} was not written (${code}).`, fix, code);
    return exitCodes.cannotWrite;
  }
  out.give({ vkey, file: path });
  out.say(vkey);
  const whom = of === 'log' ? 'whoever verifies your log' : 'the logs that you witness';
  out.say(`  the secret half is in ${path}; give the line above to ${whom}`);
  return exitCodes.fine;
};

const writeNew = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};
