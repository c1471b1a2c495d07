import { expect, test } from 'vitest';
import { origin, testServer } from '../../test/in-memory/server.ts';

const headers = (length: number) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': String(length),
});

test('a form far longer than any message is refused by its length, before anything of it is read', async () => {
  let read = false;
  const body = new ReadableStream(
    {
      pull: (to) => {
        read = true;
        to.close();
      },
    },
    { highWaterMark: 0 },
  );
  const sent = new Request(`${origin}/vi/ask`, {
    method: 'POST',
    headers: headers(1_000_000),
    body,
    duplex: 'half',
  } as RequestInit);
  expect((await testServer().server.fetch(sent)).status).toBe(413);
  expect(read).toBe(false);
});

test('the longest message still fits the form, however its letters are spelled', async () => {
  const body = `text=${encodeURIComponent('ệ'.repeat(20_000))}`;
  const sent = new Request(`${origin}/vi/ask`, { method: 'POST', headers: headers(body.length), body });
  expect((await testServer().server.fetch(sent)).status).toBe(200);
});
