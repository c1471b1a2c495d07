// sangto log watch: keeps the newest checkpoint of a log and tells when what is served does not go on from it.
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Refusal } from '../base/result.ts';
import { hashText, type ReadFile } from '../kit/tlog/index.ts';
import { exitCodes } from './exit-codes.ts';
import { logFault, plain } from './log-fault.ts';
import { type KeyFlags, keyFix, keyToldWords, policyOf } from './log-policy.ts';
import { openLogSource, openSiteAround } from './log-source.ts';
import { type Terminal, terminal } from './terminal.ts';
import { type Alarm, headOf, type Teller, type TellFlags, tellersOf } from './watch-alarm.ts';
import { isEvidence, kindOf, passes, type WatchKind, watchExits } from './watch-kinds.ts';
import { type Look, lookAtLog } from './watch-look.ts';
import type { PagesAt } from './watch-pages.ts';
import { keep, keepEvidence, keptIn } from './watch-state.ts';

type WatchFlags = KeyFlags &
  TellFlags & {
    readonly vkey: string;
    readonly json?: boolean;
    readonly state?: string;
    readonly full?: boolean;
    readonly once?: boolean;
    /** Seconds. */
    readonly every?: number;
    readonly maxAge?: number;
    /** Most checks that are compared word by word at one look. */
    readonly pages: number;
  };

/**
 * Exit: see `watchExits`. With --every it goes on while waiting may help, and until it is stopped: then with the code of the last look
 * that came to its end, or `interrupted` when there was none.
 */
export const logWatchCommand = async (from: string, flags: WatchFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  if (flags.once === true && flags.every !== undefined) {
    out.fail(
      '--once and --every cannot both be.',
      'Give --once to look once, or --every to go on looking.',
      'once-and-every',
    );
    return exitCodes.usage;
  }
  const policy = policyOf(flags);
  if (!policy.ok) {
    out.fail(`${policy.error.field} is no key: ${policy.error.code}`, keyFix, policy.error.code);
    return exitCodes.usage;
  }
  const tellers = tellersOf(flags, process.env);
  if (!tellers.ok) return wrongTeller(out, tellers.error);
  const stop = stopped();
  const read = await openLogSource(from, stop);
  if (!read.ok) {
    out.fail(`${from} is not there.`, 'Give an address beginning with https://, or a folder.', 'log-not-there');
    return exitCodes.unreadable;
  }
  const [key] = policy.value.log;
  const state = flags.state ?? `sangto-watch-${key?.id}.checkpoint`;
  const site = flags.pages === 0 ? undefined : openSiteAround(from, stop);
  const wait = (ms: number): Promise<void> => delay(ms, undefined, { signal: stop });
  const pages = site && pagesOf(site, flags.pages, wait);
  const asked = { from, flags, policy: policy.value, read: read.value, state, out, tellers: tellers.value };
  const watch = { ...asked, pages, wait, stop };
  let last: WatchKind | undefined;
  for (;;) {
    const kind = await once(watch, last ?? 'fine');
    if (kind === 'stopped') return last === undefined ? exitCodes.interrupted : watchExits[last];
    if (typeof kind === 'number') return kind;
    last = kind;
    if (flags.every === undefined || !passes(kind)) return watchExits[kind];
    await wait(flags.every * 1000).catch(() => undefined);
    if (stop.aborted) return watchExits[kind];
  }
};

type Watch = {
  readonly from: string;
  readonly flags: WatchFlags;
  readonly policy: Extract<ReturnType<typeof policyOf>, { ok: true }>['value'];
  readonly read: ReadFile;
  readonly state: string;
  readonly out: Terminal;
  readonly tellers: readonly Teller[];
  readonly pages: PagesAt | undefined;
  readonly wait: (ms: number) => Promise<void>;
  readonly stop: AbortSignal;
};

/** What was read of the log stays in memory from look to look. */
const pagesOf = (site: ReadFile, most: number, wait: PagesAt['wait']): PagesAt => ({
  site,
  most,
  leaves: { size: 0, newest: new Map(), erased: new Set() },
  // An operator who could foresee which pages are compared would edit another.
  chance: () => randomInt(2 ** 32) / 2 ** 32,
  wait,
});

/** One look, what is kept of it, and who is told; an exit code when the watch itself cannot work. */
const once = async (watch: Watch, last: WatchKind): Promise<WatchKind | 'stopped' | number> => {
  const { flags, policy, read, state, out, pages, wait, stop } = watch;
  const now = new Date();
  try {
    const kept = await keptIn(state);
    const { full = false, maxAge } = flags;
    const look = await lookAtLog({ read, policy, kept, full, maxAge, now, pages, wait, progress: out.progress });
    out.progressDone();
    // What was cut off in the middle tells nothing about the log.
    if (stop.aborted) return 'stopped';
    if (look.fault?.code.startsWith('since-')) return notGoingOn(out, state, look.fault);
    const kind = look.fault === undefined ? 'fine' : kindOf(look.fault);
    if (look.note !== undefined && (kind === 'fine' || kind === 'stale')) await advance(state, look);
    const evidence = isEvidence(kind) ? await laidDown(watch, { look, kind, kept: kept?.note, at: now }) : [];
    await tell(watch, { look, kind, evidence, now, last });
    return kind;
  } catch (error) {
    if (stop.aborted) return 'stopped';
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    out.fail(`${state} cannot be kept (${code}).`, 'Give --state a file in a folder that can be written.', code);
    return exitCodes.cannotWrite;
  }
};

/** What was kept cannot be gone on from: said, and left as it is. */
const notGoingOn = (out: Terminal, state: string, fault: Refusal): number => {
  const { problem, fix } = logFault(fault);
  if (fault.code === 'since-not-verified')
    out.fail(
      `${state} does not hold a checkpoint of this log.`,
      'Is it the state of another log? Nothing was changed in it; give another file as --state.',
      fault.code,
    );
  else out.fail(`${state}: ${problem}`, `${fix} Give another file as --state for that.`, fault.code);
  return exitCodes.unreadable;
};

type Alarmed = {
  readonly look: Look;
  readonly kind: WatchKind;
  readonly kept: Uint8Array | undefined;
  readonly at: Date;
};

const laidDown = ({ from, state }: Watch, { look, kind, kept, at }: Alarmed): Promise<readonly string[]> => {
  const { fault, note, checkpoint, before } = look;
  const { code, page } = fault ?? { code: kind, page: undefined };
  return keepEvidence(state, {
    kept: kept === undefined || before === undefined ? undefined : { note: kept, checkpoint: before },
    served: note === undefined ? undefined : { note, checkpoint },
    alarm: { kind, code, problem: logFault({ ...fault, code }).problem, log: addressOf(from), page },
    at,
  });
};

/** A folder is whoever watches's own. */
const addressOf = (from: string): string | null => {
  const url = /^https?:\/\//i.test(from) ? URL.parse(from) : null;
  return url === null ? null : `${url.origin}${url.pathname}`;
};

/** The file's date says since when nothing newer was seen, so the same tree is not written again. */
const advance = async (state: string, { note, checkpoint, before, keyTold }: Look): Promise<void> => {
  const isNew = before === undefined || before.size !== checkpoint?.size || keyTold !== undefined;
  if (note !== undefined && isNew) await keep(state, note);
};

type Told = {
  readonly look: Look;
  readonly kind: WatchKind;
  readonly evidence: readonly string[];
  readonly now: Date;
  readonly last: WatchKind;
};

const tell = async ({ from, out, tellers, state }: Watch, { look, kind, evidence, now, last }: Told) => {
  const { fault, before, checkpoint, keyTold, pages = null } = look;
  const { problem, fix } = logFault(fault ?? { code: 'fine' });
  if (fault === undefined) {
    const grew = before === undefined ? 'first look' : `${(checkpoint?.size ?? 0) - before.size} new`;
    out.give({
      kind,
      at: now.toISOString(),
      log: from,
      kept: headOf(before),
      served: headOf(checkpoint),
      pages,
      keyTold: keyTold === undefined ? null : { line: keyTold.line, on: keyTold.on },
      evidence: [],
    });
    if (checkpoint !== undefined)
      out.say(
        `${plain(checkpoint.origin)}: ${checkpoint.size} leaves (${grew}), root ${hashText(checkpoint.root)}; kept in ${state}`,
      );
    if (keyTold !== undefined) out.say(`  ${keyToldWords(keyTold)}`);
    if (pages !== null)
      out.say(`  pages: ${pages.compared} of ${pages.of} checks compared word by word, the verdict of each`);
  } else {
    if (out.json)
      out.give({
        kind,
        at: now.toISOString(),
        log: from,
        ...{ problem, code: fault.code, kept: headOf(before), served: headOf(checkpoint), evidence },
      });
    const laid = evidence.length > 0 ? `${fix} Laid down: ${evidence.join(', ')}` : fix;
    if (!out.json) out.fail(problem, laid, fault.code);
  }
  // A new state of things is told once; that a log is still away is not news.
  if (kind === last) return;
  const alarm: Alarm = { kind, from, at: now, problem, fix, kept: before, served: checkpoint, evidence };
  const told = kind === 'fine' ? { ...alarm, problem: 'it holds together again.', fix: '' } : alarm;
  for (const { name, tell: by } of tellers) {
    const sent = await by(told);
    if (sent.ok) out.say(`  told: ${name}`);
    else out.fail(`${name} was not told: ${sent.error.code}`, sent.error.detail, sent.error.code);
  }
};

const wrongTeller = (out: Terminal, { code, field }: Refusal): number => {
  const words: Readonly<Record<string, readonly [string, string]>> = {
    'webhook-address': ['is no address to post to', 'for example https://alarm.example.org/hook'],
    'webhook-secret': [
      'needs a secret to sign with',
      'set SANGTO_WATCH_SECRET to whsec_ and at least 16 bytes in base64: echo whsec_$(openssl rand -base64 24)',
    ],
    'mail-server-missing': ['needs a mail server', 'set SANGTO_SMTP_URL and SANGTO_MAIL_FROM'],
  };
  const [problem = code, fix] = words[code] ?? [];
  out.fail(`${field} ${problem}.`, fix, code);
  return exitCodes.usage;
};

const stopped = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
};
