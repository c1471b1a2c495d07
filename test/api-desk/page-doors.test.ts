// What the pages do, the API does too: every form, and every page of the desk, beside the operation for it.
import { expect, test } from 'vitest';
import { testServer } from '../in-memory/server.ts';
import { documentOf } from './document.ts';
import pairs from './page-doors.json' with { type: 'json' };
import { pageDoors } from './page-doors.ts';

const bySession =
  'sets or ends the cookie of one browser: a program has a token, and no token may open a way in for somebody';
/** Doors without an operation, and why. */
const pagesAlone: Readonly<Record<string, string>> = {
  'POST /sign-in': bySession,
  'POST /sign-in/code': bySession,
  'POST /sign-in/passkey': bySession,
  'POST /sign-in/passkey/options': bySession,
  'POST /sign-in/link': bySession,
  'POST /sign-in/link/open': bySession,
  'POST /sign-out': bySession,
  'POST /join': bySession,
  'POST /second-factor': bySession,
  'POST /confirm': bySession,
  'POST /confirm/passkey': bySession,
  'POST /desk/account/password': bySession,
  'POST /desk/account/second-factor': bySession,
  'POST /desk/account/recovery-codes': bySession,
  'POST /desk/account/leave': bySession,
  'POST /rate/link': bySession,
  'POST /rate/sign-out': bySession,
  'POST /rate/leave': bySession,
  'POST /desk/cases/:number/preview': 'draws Markdown as the page will: nothing is read of the case, nothing is kept',
  'GET /desk/mailbox': 'letters that were not sent, in development alone',
  'POST /operator/pictures': 'a table and up to forty files; a program runs `sangto import-pictures`',
  'POST /operator/imports': 'a file of hundreds of megabytes; a program runs `sangto import`',
};

const doors = pageDoors()
  .map((one) => one.replace(' /vi/', ' /').replace(/^(\w+) \/vi$/, '$1 /'))
  .filter((one) => one.startsWith('POST ') || /^GET \/desk\b/.test(one));

test('every form and every page of the desk has its operation, or a reason why not', async () => {
  expect(doors.length).toBeGreaterThan(120);
  const told = new Set([...Object.keys(pairs), ...Object.keys(pagesAlone)]);
  expect(doors.filter((door) => !told.has(door))).toEqual([]);
  // Neither list tells of a door that is gone, and none is in both.
  expect([...told].filter((door) => !doors.includes(door))).toEqual([]);
  expect(Object.keys(pagesAlone).filter((door) => Object.hasOwn(pairs, door))).toEqual([]);
});

test('each operation beside a door is in the document, and asks for a right where the page does', async () => {
  const { operations } = await documentOf(testServer().server);
  const named = new Map(operations.map((op) => [op.name.replace(' /api/v1/', ' /'), op]));
  for (const [door, beside] of Object.entries(pairs))
    for (const name of [beside].flat()) {
      const op = named.get(name);
      expect([door, name, op?.name]).toEqual([door, name, name.replace(' /', ' /api/v1/')]);
      // What is changed inside is changed with a right; what the pages show to anybody may be read by anybody.
      if (door.startsWith('POST /desk') || door.startsWith('POST /operator'))
        expect([name, op?.right]).not.toContain(null);
    }
});

test('every operation of the team stands beside a page, or reads what a page shows in part', async () => {
  const { operations } = await documentOf(testServer().server);
  const beside = new Set(Object.values(pairs).flat());
  const more = operations
    .filter(({ right }) => right !== null)
    .map(({ name }) => name.replace(' /api/v1/', ' /'))
    .filter((name) => !beside.has(name));
  expect(more.filter((name) => !name.startsWith('GET '))).toEqual(['DELETE /desk/cases/{number}/evidence/{id}/file']);
});
