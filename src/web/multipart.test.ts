import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BrokenForm, boundaryOf, formParts } from './multipart.ts';

const inPieces = async function* (bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
};

const readAll = async (bytes: Buffer, size: number, boundary: string) => {
  const parts: { name: string; filename: string | null; body: Buffer }[] = [];
  for await (const part of formParts(inPieces(bytes, size), boundary)) {
    const pieces: Buffer[] = [];
    for await (const piece of part.body) pieces.push(Buffer.from(piece));
    parts.push({ name: part.name, filename: part.filename, body: Buffer.concat(pieces) });
  }
  return parts;
};

test('a form comes back whole however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 64 }), async (content, size) => {
      const form = new FormData();
      form.append('publisher', 'Báo Ví Dụ');
      form.append('file', new Blob([Buffer.from(content)]), 'tệp.json');
      const request = new Request('http://x', { method: 'POST', body: form });
      const boundary = boundaryOf(request.headers.get('content-type') ?? '')!;
      const parts = await readAll(Buffer.from(await request.arrayBuffer()), size, boundary);
      expect(parts.map((p) => [p.name, p.filename])).toEqual([
        ['publisher', null],
        ['file', 'tệp.json'],
      ]);
      expect(parts[0]!.body.toString()).toBe('Báo Ví Dụ');
      expect(parts[1]!.body.equals(Buffer.from(content))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('content that nearly is the boundary stays content', async () => {
  const body = '\r\n--edg\r\n--edge\r--edge\r\n-';
  const bytes = Buffer.from(`--edges\r\nContent-Disposition: form-data; name="a"\r\n\r\n${body}\r\n--edges--\r\n`);
  for (const size of [1, 2, 3, 7, 1000]) expect((await readAll(bytes, size, 'edges'))[0]!.body.toString()).toBe(body);
});

test('a form that ends early, has no names or too long heads is broken', async () => {
  const head = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n';
  for (const text of [
    '',
    '--b',
    head,
    `${head}text`,
    '--b\r\nX: y\r\n\r\nv\r\n--b--',
    `--b\r\n${'x'.repeat(20_000)}`,
    'x'.repeat(20_000),
  ])
    await expect(readAll(Buffer.from(text), 100, 'b')).rejects.toThrow(BrokenForm);
});

test('a part nobody reads does not stand in the way of the next', async () => {
  const bytes = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name="c"\r\n\r\n2\r\n--b--',
  );
  const names: string[] = [];
  for await (const part of formParts(inPieces(bytes, 5), 'b')) names.push(part.name);
  expect(names).toEqual(['a', 'c']);
});

test('only a multipart form names a boundary', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('application/json')).toBeUndefined();
  expect(boundaryOf(undefined)).toBeUndefined();
});
