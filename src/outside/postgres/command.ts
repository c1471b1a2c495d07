import { execFile } from 'node:child_process';

/** Who a child process becomes; absent means: stays who we are. */
export type Identity = { readonly uid: number; readonly gid: number };

export type CommandResult = {
  readonly ok: boolean;
  readonly out: string;
  /** The last lines of what it said on both streams, for a refusal's detail. */
  readonly tail: string;
};

/** Runs a program to its end (at most `ms`), without a shell. Never rejects: not being there is `ok: false`. */
export const runCommand = (
  file: string,
  args: readonly string[],
  how: { readonly env: Readonly<Record<string, string>>; readonly as?: Identity | undefined; readonly ms: number },
): Promise<CommandResult> =>
  new Promise((done) => {
    const settings = { env: how.env, cwd: '/', timeout: how.ms, maxBuffer: 4 << 20, ...how.as };
    try {
      execFile(file, args, settings, (error, out, err) => {
        const said = lastLines(`${out}\n${err}`);
        done({ ok: error === null, out, tail: said === '' && error !== null ? error.message : said });
      });
    } catch (error) {
      // Node throws at once when it may not change the user.
      done({ ok: false, out: '', tail: String(error) });
    }
  });

/** The last 12 lines that are not empty, joined by ` | `. */
export const lastLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-12)
    .join(' | ');
