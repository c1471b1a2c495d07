// Telling that a log does not hold together: by a signed webhook and by a letter.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Checkpoint, hashText } from '../kit/tlog/index.ts';
import { mailBySmtp } from '../outside/mail/index.ts';
import { postHookWith } from '../outside/webhook/index.ts';
import { plain } from './log-fault.ts';
import { newId } from './secrets.ts';
import { readSettings } from './settings.ts';
import type { WatchKind } from './watch-kinds.ts';

/** What was seen. `fine` after something else says that it passed. */
export type Alarm = {
  readonly kind: WatchKind;
  readonly from: string;
  readonly at: Date;
  readonly problem: string;
  readonly fix: string;
  readonly kept: Checkpoint | undefined;
  readonly served: Checkpoint | undefined;
  readonly evidence: readonly string[];
};

/** One way of telling. */
export type Teller = { readonly name: string; readonly tell: (alarm: Alarm) => Promise<Result<null>> };

export type TellFlags = { readonly webhook?: string; readonly mail?: string; readonly config?: string };

/** The ways that were asked for; refuses when one cannot work, at start and not in the hour of need. */
export const tellersOf = (
  { webhook, mail, config }: TellFlags,
  env: Readonly<Record<string, string | undefined>>,
): Result<readonly Teller[], Refusal> => {
  const tellers: Teller[] = [];
  if (webhook !== undefined) {
    const secret = env.SANGTO_WATCH_SECRET ?? '';
    const url = URL.parse(webhook);
    if (url === null || !/^https?:$/.test(url.protocol)) return refuse('webhook-address', { field: '--webhook' });
    if (!/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/.test(secret)) return refuse('webhook-secret', { field: '--webhook' });
    tellers.push({ name: `webhook ${url.host}`, tell: byWebhook(url, secret) });
  }
  if (mail !== undefined) {
    const settings = readSettings(config === undefined ? {} : { config }, env, process.cwd());
    const server = settings.ok ? settings.value.mail : null;
    if (server === null) return refuse('mail-server-missing', { field: '--mail' });
    const { send } = mailBySmtp(server.url, server.from);
    const tell: Teller['tell'] = (alarm) =>
      send({ to: mail, subject: `Sangto log watch: ${subjects[alarm.kind]}`, text: letterOf(alarm) });
    tellers.push({ name: `mail ${mail}`, tell });
  }
  return ok(tellers);
};

// Whoever runs the watch named the address, so it may lie inside; nothing is followed from there.
const byWebhook = (url: URL, secret: string): Teller['tell'] => {
  const post = postHookWith({ named: url.host, protocols: ['https:', 'http:'] });
  return async (alarm) => {
    const sent = await post({ url: url.href, id: newId(), at: alarm.at, body: bodyOf(alarm), secret });
    if (!sent.ok) return sent;
    const { status } = sent.value;
    return status >= 200 && status <= 299 ? ok(null) : refuse('webhook-status', { detail: `HTTP ${status}` });
  };
};

const bodyOf = ({ kind, from, at, problem, fix, kept, served, evidence }: Alarm): string =>
  JSON.stringify({
    type: kind === 'fine' ? 'log.recovered' : 'log.alarm',
    timestamp: at.toISOString(),
    data: { kind, log: from, problem, fix, kept: headOf(kept), served: headOf(served), evidence },
  });

/** A tree as JSON. */
export const headOf = (checkpoint: Checkpoint | undefined) =>
  checkpoint === undefined
    ? null
    : { origin: plain(checkpoint.origin), size: checkpoint.size, root: hashText(checkpoint.root) };

const letterOf = ({ kind, from, at, problem, fix, kept, served, evidence }: Alarm): string => {
  const tree = (words: string, one: Checkpoint | undefined) =>
    one === undefined ? [] : [`${words}: ${one.size} leaves, root ${hashText(one.root)}`];
  return [
    `${subjects[kind]} · ${subjectsVi[kind]}`,
    '',
    `log: ${from}`,
    `when: ${at.toISOString()}`,
    `what: ${problem}`,
    ...tree('kept', kept),
    ...tree('served', served),
    ...evidence.map((path) => `evidence: ${path}`),
    '',
    fix,
    '',
  ].join('\n');
};

const subjects: Readonly<Record<WatchKind, string>> = {
  fine: 'it holds together again',
  signature: 'a signature is wrong',
  shrank: 'the log is shorter than it was',
  forked: 'the past of the log was changed',
  files: 'files of the log are gone or changed',
  witness: 'a witness has not signed',
  stale: 'nothing new was signed for too long',
  pages: 'a check is shown otherwise than it was logged',
  unreachable: 'the log cannot be reached',
};

const subjectsVi: Readonly<Record<WatchKind, string>> = {
  fine: 'nhật ký lại khớp như cũ',
  signature: 'có chữ ký không đúng',
  shrank: 'nhật ký ngắn hơn trước',
  forked: 'phần cũ của nhật ký đã bị sửa',
  files: 'có tệp của nhật ký bị mất hoặc bị sửa',
  witness: 'có bên chứng kiến chưa ký',
  stale: 'quá lâu không có chữ ký mới',
  pages: 'có bài kiểm chứng hiện ra khác với nhật ký',
  unreachable: 'không mở được nhật ký',
};
