// How commands speak: people on a terminal see progress, pipes see results only, --json gives one value.
export type Terminal = {
  readonly json: boolean;
  /** One result line for people; nothing under --json. */
  readonly say: (line: string) => void;
  /** The result as JSON, under --json only. */
  readonly give: (value: unknown) => void;
  /** A line that is overwritten by the next one; only on a terminal. */
  readonly progress: (line: string) => void;
  readonly progressDone: () => void;
  /** What went wrong and what to do; on standard error, as JSON under --json. */
  readonly fail: (problem: string, fix?: string, code?: string) => void;
};

export const terminal = (json: boolean): Terminal => {
  const live = process.stderr.isTTY === true && !json;
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write('\r\x1b[2K');
    shown = false;
  };
  return {
    json,
    say: (line) => {
      clear();
      if (!json) process.stdout.write(`${line}\n`);
    },
    give: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress: (line) => {
      if (!live) return;
      process.stderr.write(`\r\x1b[2K${line}`);
      shown = true;
    },
    progressDone: clear,
    fail: (problem, fix, code) => {
      clear();
      process.stderr.write(
        json ? `${JSON.stringify({ problem, fix, code })}\n` : `sangto: ${problem}${fix ? `\n        ${fix}` : ''}\n`,
      );
    },
  };
};
