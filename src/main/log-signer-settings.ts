// A program that signs the public log, for keys that lie in a KMS or a card: who to ask, and the key it is to sign with.
import { z } from 'zod';
import { parseVerifierKey } from '../kit/tlog/index.ts';
import type { SigningCommand } from '../outside/log/index.ts';
import type { SettingProblem } from './setting-problem.ts';

const commandShape = z.tuple([z.string().startsWith('/').max(4096)], z.string().max(4096)).readonly();

export const logSignerShape = z.strictObject({ command: commandShape, vkey: z.string().max(4096) });

/** Null where nothing of it is set; everything that is wrong or missing is told otherwise. */
export const logSignerOf = (
  file: z.infer<typeof logSignerShape> | undefined,
  env: Readonly<Record<string, string | undefined>>,
  problems: SettingProblem[],
): SigningCommand | null => {
  const command = env.SANGTO_LOG_SIGN ? commandIn(env.SANGTO_LOG_SIGN) : file?.command;
  const vkey = env.SANGTO_LOG_VKEY || file?.vkey || '';
  if (!env.SANGTO_LOG_SIGN && command === undefined && vkey === '') return null;
  const key = parseVerifierKey(vkey.trim());
  if (command === undefined)
    problems.push({
      where: 'SANGTO_LOG_SIGN',
      problem: env.SANGTO_LOG_SIGN ? 'is no list of a program and its arguments in JSON' : 'is not set',
      fix: '["/usr/local/bin/sign-log", "key-7"], the program by its whole path',
    });
  if (!key.ok || key.value.type !== 0x01)
    problems.push({
      where: 'SANGTO_LOG_VKEY',
      problem: vkey === '' ? 'is not set' : 'is no key of a log',
      fix: 'name+id+base64: sangto log vkey NAME writes it from the public key',
    });
  return command !== undefined && key.ok ? { command, key: key.value, env: withoutOurs(env) } : null;
};

const commandIn = (text: string): z.infer<typeof commandShape> | undefined => {
  try {
    return commandShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** The program finds its own credentials where the operator put them; ours are none of its business. */
const withoutOurs = (env: Readonly<Record<string, string | undefined>>): SigningCommand['env'] =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SANGTO_') && name !== 'DATABASE_URL'));
