import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from './body.ts';

const caps = { bytes: 2 * 1024 * 1024, milliseconds: 5_000 };

/** A body in pieces, whose head says that it is so long, or nothing of it. */
const sent = (pieces: readonly Uint8Array[], told: number | null): Request =>
  new Request('http://x.example/', {
    method: 'POST',
    headers: told === null ? {} : { 'content-length': String(told) },
    body: new ReadableStream({
      start: (to) => {
        for (const piece of pieces) to.enqueue(piece);
        to.close();
      },
    }),
    duplex: 'half',
  } as RequestInit & { duplex: 'half' });

test('a body is put together as it came, whatever its length was said to be', async () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 8 });
  const told = fc.constantFrom<number | null>(null, 0, -100_000, 100_000, 1_000_000);
  await fc.assert(
    fc.asyncProperty(pieces, told, async (lengths, off) => {
      const all = lengths.map((length, n) => Buffer.alloc(length, n + 1));
      const whole = Buffer.concat(all);
      const length = off === null ? null : Math.max(0, whole.length + off);
      if ((length ?? 0) > caps.bytes) return;
      const read = await readBody({ request: sent(all, length) }, caps);
      expect(read.ok && read.value.equals(whole)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a body longer than the cap is refused, by what it says and by what it is', async () => {
  const piece = new Uint8Array(caps.bytes);
  for (const request of [sent([], caps.bytes + 1), sent([piece, piece], null), sent([piece, piece], 300_000)])
    expect(await readBody({ request }, caps)).toMatchObject({ ok: false, error: { code: 'too-large' } });
});
