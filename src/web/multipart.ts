// multipart/form-data as a stream (RFC 7578, RFC 2046 section 5.1): a file of any size passes through in pieces.
// Written here because what the runtime offers (`Request.formData`) holds the whole body in memory.

export type FormPart = {
  readonly name: string;
  readonly filename: string | null;
  readonly contentType: string | null;
  /** Must be read to its end before the next part is asked for. */
  readonly body: AsyncIterable<Buffer>;
};

/** The body is not what its boundary promised. */
export class BrokenForm extends Error {
  override name = 'BrokenForm';
}

const longestHeaders = 8 * 1024;
const mostParts = 50;

/** The boundary named in a content type; undefined when it is not a multipart form. */
export const boundaryOf = (contentType: string | undefined): string | undefined => {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))/i.exec(
    (contentType ?? '').slice(0, 300),
  );
  return found?.[1] ?? found?.[2];
};

/** The parts of a form in their order. Throws BrokenForm when the body ends early or is malformed. */
export async function* formParts(chunks: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const source = chunks[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first boundary has no line before it; with one put there, all are alike.
  let held: Buffer = Buffer.from('\r\n');

  const more = async (): Promise<void> => {
    const next = await source.next();
    if (next.done) throw new BrokenForm('the form ends before its last boundary');
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
  };
  const take = (length: number): Buffer => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };

  async function* untilDelimiter(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(delimiter);
      if (at >= 0) {
        if (at > 0) yield take(at);
        take(delimiter.length);
        return;
      }
      const sure = held.length - delimiter.length + 1;
      if (sure > 0) yield take(sure);
      await more();
    }
  }

  for await (const _preamble of untilDelimiter())
    if (_preamble.length > longestHeaders) throw new BrokenForm('text before the first boundary');
  for (let n = 0; n < mostParts; n++) {
    while (held.length < 2) await more();
    if (held.subarray(0, 2).toString('latin1') === '--') return;
    let end = held.indexOf('\r\n\r\n');
    while (end < 0) {
      if (held.length > longestHeaders) throw new BrokenForm('the headers of a part are too long');
      await more();
      end = held.indexOf('\r\n\r\n');
    }
    const head = take(end + 4).toString('utf8');
    const body = untilDelimiter();
    yield { ...partHead(head), body };
    for await (const _rest of body);
  }
  throw new BrokenForm('too many parts');
}

const partHead = (head: string): Omit<FormPart, 'body'> => {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? '';
  const name = /(?:^|;)\s*name="([^"\r\n]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw new BrokenForm('a part without a name');
  return {
    name,
    filename: /(?:^|;)\s*filename="([^"\r\n]*)"/i.exec(disposition)?.[1] ?? null,
    contentType: /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1]?.trim().toLowerCase() ?? null,
  };
};
