// Posts a text to an address that the operator named, so it may lie inside. Nothing is followed from there.
import { Client } from 'undici';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';

export type TextReply = { readonly status: number; readonly text: string };

const longestReply = 64 * 1024;

/** The status and the text of the answer, at most 64 KiB of it; the connection is closed. */
export const postText = async (
  address: string,
  body: string,
  signal: AbortSignal,
): Promise<Result<TextReply, Refusal<'post-failed'>>> => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return refuse('post-failed', { detail: 'no address' });
  const client = new Client(url.origin, { pipelining: 0, maxHeaderSize: 16 * 1024 });
  try {
    const answer = await client.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'Sangto/0.1 (log)' },
      body,
      signal,
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > longestReply) return refuse('post-failed', { detail: 'a longer answer than any' });
      chunks.push(chunk);
    }
    return ok({ status: answer.statusCode, text: Buffer.concat(chunks).toString('utf8') });
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return refuse('post-failed', { detail: code ?? name });
  } finally {
    await client.destroy().catch(() => undefined);
  }
};
