// sangto import: other publishers' checks from a file, an address or standard input.

import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type ImportProgress, ImportStopped, importChecks, nothingRead } from '../desk/index.ts';
import { readChecks } from '../kit/claimreview/index.ts';
import { FetchStopped } from '../outside/fetch/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Instance, visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';

export type ImportFlags = Flags & {
  readonly json?: boolean;
  readonly answers?: boolean;
  readonly publisher?: string;
  readonly site?: string;
  readonly licence?: string;
  readonly report?: string;
};

/** Imports and accounts for every item. Exit: fine, even when items were refused; `refused` when not one item could be read. */
export const importCommand = async (from: string, flags: ImportFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  if ((flags.publisher === undefined) !== (flags.site === undefined)) {
    out.fail(
      '--publisher and --site belong together',
      'sangto import checks.csv --publisher "Name" --site example.org',
    );
    return exitCodes.usage;
  }
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const instance = await visit(flags, out, 'nothing');
  try {
    const source = await open(instance, from);
    if (typeof source === 'string') {
      out.fail(`${from} cannot be read: ${source}`, 'Give a file, an https address, or - for standard input.');
      return exitCodes.unreadable;
    }
    const report = flags.report === undefined ? undefined : await openReport(flags.report);
    if (report instanceof Error) {
      out.fail(`the report cannot be written: ${report.message}`, 'Give a file in a folder you may write.');
      return exitCodes.cannotWrite;
    }
    return await run(instance, source, report, interrupt.signal, from, flags, out);
  } catch (error) {
    if (!(error instanceof FetchStopped)) throw error;
    out.fail(
      `${from} broke off: ${error.code}`,
      'What was counted is stored; import the same again to go on.',
      error.code,
    );
    return exitCodes.unreadable;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await instance.close();
  }
};

const run = async (
  instance: Instance,
  source: Source,
  report: WriteStream | undefined,
  interrupt: AbortSignal,
  from: string,
  flags: ImportFlags,
  out: Terminal,
): Promise<number> => {
  const readings = readChecks(untilStopped(source.bytes, interrupt), {
    name: from,
    ...(source.contentType ? { contentType: source.contentType } : {}),
    ...(source.url ? { url: source.url } : {}),
    ...(flags.publisher && flags.site ? { publisher: { name: flags.publisher, site: flags.site } } : {}),
    ...(flags.licence ? { licence: flags.licence } : {}),
  });
  const options = {
    name: from === '-' ? 'standard input' : from,
    ...(flags.answers === undefined ? {} : { answers: flags.answers }),
  };
  const started = performance.now();
  let last: ImportProgress | undefined;
  try {
    for await (const progress of importChecks(instance.world, readings, options)) {
      last = progress;
      out.progress(`${progress.counts.read} read, ${progress.counts.imported} new, ${progress.counts.refused} refused`);
      for (const line of progress.lines) {
        const isRefusal = !takenIn.has(line.code);
        if (report && !report.write(`${JSON.stringify({ file: options.name, ...line })}\n`))
          await once(report, 'drain');
        if (isRefusal && report === undefined)
          out.say(`refused  ${line.position}: ${line.code}${line.detail ? ` (${line.detail})` : ''}`);
      }
      if (interrupt.aborted) break;
    }
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
  }
  const interrupted = interrupt.aborted;
  if (report) await new Promise((done) => report.end(done));
  const counts = last?.counts ?? nothingRead;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  out.progressDone();
  out.give({ from: options.name, run: last?.run ?? null, ...counts, seconds, interrupted });
  out.say(
    `${interrupted ? 'Stopped. ' : ''}${counts.read} items read: ${counts.imported} new, ${counts.changed} changed, ${counts.unchanged} as before, ${counts.doubles} twice, ${counts.refused} refused (${seconds} s)`,
  );
  if (interrupted) out.say('Everything counted above is stored; import the same again to go on.');
  if (interrupted) return exitCodes.interrupted;
  return counts.read > counts.refused ? exitCodes.fine : exitCodes.refused;
};

/** Codes of lines that tell of no refusal. */
const takenIn: ReadonlySet<string> = new Set(['new', 'changed', 'same', 'our-own']);

/** The bytes, until told to stop: also when the next ones never come. */
async function* untilStopped(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stopped = new Promise<never>((_, fail) => {
    signal.addEventListener('abort', () => fail(new ImportStopped()), { once: true });
  });
  stopped.catch(() => undefined);
  const source = bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      if (signal.aborted) throw new ImportStopped();
      const next = await Promise.race([source.next(), stopped]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A source that is being waited for cannot be closed before it gives something.
    if (!signal.aborted) await source.return?.();
  }
}

const openReport = async (path: string): Promise<WriteStream | Error> => {
  const report = createWriteStream(path);
  try {
    await once(report, 'open');
    return report;
  } catch (error) {
    return error as Error;
  }
};

type Source = { readonly bytes: AsyncIterable<Uint8Array>; readonly contentType?: string; readonly url?: string };

const open = async (instance: Instance, from: string): Promise<Source | string> => {
  if (from === '-') return { bytes: process.stdin };
  if (/^https?:\/\//i.test(from)) {
    const fetched = await instance.world.fetch(from);
    return fetched.ok
      ? { bytes: fetched.value.body, contentType: fetched.value.contentType, url: fetched.value.url }
      : `${fetched.error.code}${fetched.error.detail ? ` (${fetched.error.detail})` : ''}`;
  }
  try {
    if ((await stat(from)).isDirectory()) return 'it is a folder';
    const stream = createReadStream(from);
    await once(stream, 'open');
    return { bytes: stream };
  } catch (error) {
    return (error as Error).message;
  }
};
