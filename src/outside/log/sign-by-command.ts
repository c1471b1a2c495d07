// A key of the log that we never hold: a program of the operator's asks whatever keeps it (a KMS, an HSM, a card) to sign.
import { spawn } from 'node:child_process';
import { fromBase64 } from '../../base/bytes.ts';
import { type Signer, type VerifierKey, verifyEd25519 } from '../../kit/tlog/index.ts';

export type SigningCommand = {
  /** The program, by its path, and its arguments; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  readonly key: VerifierKey;
  /** What the program finds in its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
};

const patienceMs = 10_000;
const mostBytes = 4096;
/** How long the output is read once the program itself has ended. */
const heldMs = 500;

/**
 * A signer that gives the message to the program's standard input and reads the signature (base64 of 64 bytes, RFC 8032)
 * from its standard output. What it answers is verified before anybody sees it. Throws when there is no such signature.
 */
export const signByCommand = ({ command, key, env }: SigningCommand, limitMs = patienceMs): Signer => ({
  key,
  sign: async (message) => {
    const said = await answerOf(command, env, message, limitMs);
    const signature = fromBase64(said.trim());
    if (signature?.length !== 64) throw new Error(`${command[0]} answered with no signature in base64`);
    if (!(await verifyEd25519(key, message, signature)))
      throw new Error(`${command[0]} signed with another key than ${key.name}+${key.id}`);
    return signature;
  },
});

const answerOf = (
  [program, ...args]: SigningCommand['command'],
  env: SigningCommand['env'],
  message: Uint8Array,
  ms: number,
): Promise<string> =>
  new Promise((resolve, reject) => {
    // A group of its own: what the program started ends with it, and writes to nobody.
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    const said: Buffer[] = [];
    let length = 0;
    const settle = (why: string | undefined): void => {
      for (const timer of [patience, held]) clearTimeout(timer);
      child.stdout.destroy();
      if (child.pid !== undefined) endGroup(child.pid);
      if (why === undefined) resolve(Buffer.concat(said).toString('latin1'));
      else reject(new Error(`${program} ${why}`));
    };
    const patience = setTimeout(() => settle(`took longer than ${ms} ms`), ms);
    let held: NodeJS.Timeout | undefined;
    child.stdout.on('data', (part: Buffer) => {
      said.push(part);
      length += part.length;
      if (length > mostBytes) settle(`answered with more than ${mostBytes} bytes`);
    });
    child.once('error', (error) => settle(`does not run: ${error.message}`));
    const ended = (code: number | null): void => settle(code === 0 ? undefined : `ended with ${code}`);
    child.once('close', ended);
    // What it started may hold its output open; what it said itself is there by now.
    child.once('exit', (code) => {
      held = setTimeout(() => ended(code), heldMs);
    });
    // It may have ended without reading; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(message);
  });

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
};
