// A link by mail in place of the password: whose it is, what it opens, and what it tells nobody.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { removeMember } from '../../src/desk/index.ts';
import { password, type TeamServer, teamServer, type Visitor } from './team-server.ts';
import { totp } from './totp.ts';

const path = '/vi/sign-in/link';

/** The link of the newest letter to an address, once it is there. */
const linkTo = async (at: TeamServer, email: string, letters = 1): Promise<string> => {
  await expect.poll(() => at.letters().filter(({ to }) => to === email).length).toBe(letters);
  const letter = at.letters().find(({ to }) => to === email);
  const found = /https:\/\/kiemchung\.example(\/\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
  expect(found).toMatch(/^\/vi\/sign-in\/link\/open\?code=[0-9a-f]{64}$/);
  return found;
};

const opens = (who: Visitor, link: string): Promise<Response> =>
  who.go(`${path}/open`, { code: new URL(link, 'https://x.example').searchParams.get('code') ?? '' });

test('a link stands for the password once, and the desk stays closed until the code is shown', async () => {
  const at = await teamServer();
  const an = await at.joined('owner', 'an@example.org');
  const two = at.visitor();
  expect(await two.page(path, { email: ' An@Example.org ' })).toContain('Xem hộp thư của bạn');
  const link = await linkTo(at, 'an@example.org');
  // A program that reads the mail follows the link, as often as it likes: nothing is used up, and no cookie is set.
  const scanner = at.visitor();
  for (let n = 0; n < 3; n++) expect((await scanner.go(link)).status).toBe(200);
  expect(scanner.cookies()).toBe('');
  const opened = await opens(two, link);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/vi/sign-in/code']);
  expect((await two.go('/vi/desk/team')).status).toBe(303);
  expect((await two.go('/vi/sign-in/code', { code: '000000', kind: 'app' })).status).toBe(422);
  const done = await two.go('/vi/sign-in/code', { code: totp(an.secret, new Date(), 1), kind: 'app' });
  expect(done.headers.get('location')).toBe('/vi/desk');
  expect(await two.page('/vi/desk/team')).toContain('(bạn)');
  expect((await opens(at.visitor(), link)).status).toBe(422);
});

test('whether an address is one of the team’s shows neither in the answer nor in its time', async () => {
  let asked = 0;
  // A mail server that never answers: whoever waited for it would be told by the wait.
  const at = await teamServer({}, () => ({
    send: () => {
      asked++;
      return new Promise(() => undefined);
    },
  }));
  await at.joined('owner', 'an@example.org');
  const [known, unknown, wrong] = await Promise.all(
    ['an@example.org', 'nguoi-la@example.org', 'không phải địa chỉ'].map((email) => at.visitor().go(path, { email })),
  );
  expect([known?.status, unknown?.status, wrong?.status]).toEqual([200, 200, 200]);
  const [body, other, third] = await Promise.all([known, unknown, wrong].map((reply) => reply?.text()));
  expect(other).toBe(body);
  expect(third).toBe(body);
  expect([...(known?.headers.keys() ?? [])]).toEqual([...(unknown?.headers.keys() ?? [])]);
  await expect.poll(() => asked).toBe(1);
});

test('after a quarter of an hour a link opens nothing, and one that was used takes the others with it', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.visitor().go(path, { email: 'an@example.org' });
  const first = await linkTo(at, 'an@example.org');
  await at.visitor().go(path, { email: 'an@example.org' });
  const second = await linkTo(at, 'an@example.org', 2);
  expect((await opens(at.visitor(), second)).status).toBe(303);
  expect((await opens(at.visitor(), first)).status).toBe(422);
  await at.visitor().go(path, { email: 'an@example.org' });
  const third = await linkTo(at, 'an@example.org', 3);
  at.setClock(new Date(at.world.now().getTime() + 16 * 60_000).toISOString());
  const late = await opens(at.visitor(), third);
  expect(late.status).toBe(422);
  expect(await late.text()).toContain('Link này không dùng được nữa');
});

test('letters are slowed by address, whoever asks, and the same for addresses of nobody', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  for (const email of ['an@example.org', 'nguoi-la@example.org']) {
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await at.visitor().go(path, { email })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  }
  // Other spellings lead to the same mailbox.
  expect((await at.visitor().go(path, { email: 'A.n+1@Example.org' })).status).toBe(429);
  // Signing in by password is not held up by that.
  expect((await at.visitor().go('/vi/sign-in', { email: 'an@example.org', password })).status).toBe(303);
  const all: number[] = [];
  for (let n = 0; n < 40; n++) all.push((await at.visitor().go(path, { email: `x${n}@example.org` })).status);
  expect(all.filter((status) => status === 200)).toHaveLength(24);
  await linkTo(at, 'an@example.org', 3);
});

test('who has no second step, or left the team, gets no letter, and a link of theirs opens nothing', async () => {
  const at = await teamServer();
  const an = await at.joined('owner', 'an@example.org');
  await at.joined('owner', 'binh@example.org');
  const [binh] = (await at.world.team.members()).filter(({ email }) => email === 'binh@example.org');
  await at.visitor().go(path, { email: 'binh@example.org' });
  const link = await linkTo(at, 'binh@example.org');
  await removeMember(at.world, binh!, binh!.id);
  expect((await opens(at.visitor(), link)).status).toBe(422);
  await an.go('/vi/desk/account/second-factor', { password });
  await at.visitor().go(path, { email: 'an@example.org' });
  await at.visitor().go(path, { email: 'binh@example.org' });
  // Somebody asked later has their letter: by then the two before would have been there.
  await at.database.all(sql`update staff set two_factor = true where email = 'an@example.org'`);
  await at.visitor().go(path, { email: 'an@example.org' });
  await linkTo(at, 'an@example.org', 1);
  expect(at.letters().filter(({ to }) => to === 'binh@example.org')).toHaveLength(1);
});

test('another site’s page has no letter sent, and none of its forms opens a link', async () => {
  const at = await teamServer();
  const elsewhere = at.visitor({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
  expect((await elsewhere.go(path, { email: 'an@example.org' })).status).toBe(403);
  expect((await elsewhere.go(`${path}/open`, { code: 'x' })).status).toBe(403);
});
