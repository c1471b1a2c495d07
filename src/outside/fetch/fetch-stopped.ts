// Why a fetch ended early, from whatever depth of the network stack the news came.
import { errors } from 'undici';

export type FetchFailure = {
  readonly code: 'fetch-forbidden-address' | 'fetch-failed' | 'fetch-too-large' | 'fetch-timeout';
  readonly detail?: string;
  /** What the other server answered, where it did and that was no page. */
  readonly status?: number;
  /** Whole seconds after which it asked to be asked again (`Retry-After`). */
  readonly retryAfter?: number;
};

/**
 * Thrown while a body is being read, when the page can no longer be refused as a value. `code` is one of the codes of `Fetch`.
 * `detail` is a short English phrase without anything the other server said.
 */
export class FetchStopped extends Error {
  readonly code: FetchFailure['code'];
  readonly detail: string;

  constructor(code: FetchFailure['code'], detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'FetchStopped';
    this.code = code;
    this.detail = detail;
  }
}

/** The same news for every error of undici, zlib, DNS and sockets. Error messages may quote the other server, so only codes pass. */
export const stoppedBy = (error: unknown): FetchStopped => {
  if (error instanceof FetchStopped) return error;
  if (error instanceof errors.HeadersOverflowError)
    return new FetchStopped('fetch-too-large', 'headers too long', error);
  if (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  )
    return new FetchStopped('fetch-timeout', 'the other server was too slow', error);
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return new FetchStopped('fetch-failed', typeof code === 'string' ? code : 'the connection broke', error);
};
