// A command that serves, for as long as a test needs it.
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { ended, type Place, start } from './run.ts';

/** Starts a command and gives the address it tells once it listens, and a way to stop it. */
export const listening = async (
  { folder, env }: Place,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) => {
  const child = start([...args, '--port', '0', '--json'], { ...env, ...more }, folder);
  onTestFinished(() => void child.kill('SIGKILL'));
  const end = ended(child);
  const address = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) =>
      ready((JSON.parse(line) as { address: string }).address),
    );
    void end.then(({ err }) => failed(new Error(err)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return (await end).code;
  };
  return { address, stop };
};
