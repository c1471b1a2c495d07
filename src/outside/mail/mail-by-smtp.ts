// Letters by the operator's mail server (RFC 5321). What became of one is told as far as it is known, and no further.
import { createTransport } from 'nodemailer';
import { ok, refuse } from '../../base/result.ts';
import type { Mail } from '../../desk/index.ts';

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/**
 * `url` is `smtp://` or `smtps://`, with user and password where the server wants them; `from` stands on every letter.
 * Without a connection nothing was sent; of one that was lost on the way nobody knows, and that is `mail-unknown`.
 */
export const mailBySmtp = (url: string, from: string): Mail => {
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true }, { from });
  return {
    send: async ({ to, subject, text }) => {
      if (!oneAddress.test(to)) return refuse('mail-refused');
      try {
        const sent = await transport.sendMail({
          to: { name: '', address: to },
          envelope: { from: addressOf(from), to: [to] },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return sent.rejected.length === 0 ? ok(null) : refuse('mail-refused');
      } catch (error) {
        return refuse(whatBecame(error as Failure));
      }
    },
  };
};

type Failure = {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly syscall?: string;
  readonly timeoutType?: string;
};

/** Before the server was reached and let us in, nothing can have been sent. */
const before = ({ code, syscall, timeoutType }: Failure): boolean =>
  code === 'EAUTH' ||
  code === 'EDNS' ||
  code === 'ETLS' ||
  syscall === 'connect' ||
  syscall === 'getaddrinfo' ||
  (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT');

const whatBecame = (failure: Failure) => {
  const { code, responseCode } = failure;
  if (before(failure)) return 'mail-unavailable';
  if (responseCode !== undefined && responseCode >= 500) return 'mail-refused';
  // Said no for now: nothing was taken.
  if (responseCode !== undefined && responseCode >= 400) return 'mail-unavailable';
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'mail-refused' : 'mail-unknown';
};

/** One address and nothing else: the library would read a list, a group or a header line as more receivers. */
const oneAddress = /^[^\s<>()[\],;:"\\@]+@[^\s<>()[\],;:"\\@]+$/;

const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
