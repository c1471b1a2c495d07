// Passkeys through the real doors, with a machine in software: what opens, and everything that must not.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { removeMember } from '../../src/desk/index.ts';
import { origin } from '../in-memory/server.ts';
import { type Authenticator, authenticator, type Crooked } from './authenticator.ts';
import { fieldsIn, type Joined, type TeamServer, teamServer, type Visitor } from './team-server.ts';
import { totp } from './totp.ts';

type Options = Parameters<Authenticator['make']>[0];

const optionsBy = async (who: Visitor, path: string): Promise<Options> => (await who.go(path, {})).json();

/** Adds a passkey on one's own page. */
const adds = async (who: Visitor, key = authenticator(origin)): Promise<Authenticator> => {
  const options = await optionsBy(who, '/vi/desk/account/passkeys/options');
  const done = await who.go('/vi/desk/account/passkeys', { passkey: key.make(options) });
  expect(done.headers.get('location')).toBe('/vi/desk/account?done=passkey');
  return key;
};

const comesIn = async (who: Visitor, key: Authenticator, crooked: Crooked = {}): Promise<Response> => {
  const options = await optionsBy(who, '/vi/sign-in/passkey/options');
  return who.go('/vi/sign-in/passkey', { passkey: key.show(options, crooked), next: '/vi/desk/team' });
};

const later = (at: TeamServer, minutes: number): void =>
  at.setClock(new Date(at.world.now().getTime() + minutes * 60_000).toISOString());

const withPasskey = async (counts = false): Promise<TeamServer & { an: Joined; key: Authenticator }> => {
  const at = await teamServer();
  const an = await at.joined('owner', 'an@example.org');
  return { ...at, an, key: await adds(an, authenticator(origin, counts)) };
};

test('ASVS 6.3.3: a passkey signs in by itself, opens the desk at once, and counts as the second factor just shown', async () => {
  const { visitor, key, an, world } = await withPasskey();
  const two = visitor();
  const done = await comesIn(two, key);
  expect([done.status, done.headers.get('location')]).toEqual([303, '/vi/desk/team']);
  expect(await two.page('/vi/desk/team')).toContain('(bạn)');
  expect((await two.go('/vi/desk/account/passkeys/new')).status).toBe(200);
  const page = await an.page('/vi/desk/account');
  expect(page).toContain('Passkey 1');
  expect(page).toMatch(/dùng lần cuối ngày 20/);
  const [member] = await world.team.members();
  expect(await world.signIn.passkeys.of(member!.id)).toMatchObject([{ addedOn: '2026-11-20', usedOn: '2026-11-20' }]);
});

test('an answer counts once, in the browser that asked, and for five minutes', async () => {
  const at = await withPasskey();
  const { visitor, key } = at;
  const two = visitor();
  const options = await optionsBy(two, '/vi/sign-in/passkey/options');
  const passkey = key.show(options);
  const other = visitor();
  await optionsBy(other, '/vi/sign-in/passkey/options');
  expect((await other.go('/vi/sign-in/passkey', { passkey })).status).toBe(422);
  expect((await visitor().go('/vi/sign-in/passkey', { passkey })).status).toBe(422);
  expect((await two.go('/vi/sign-in/passkey', { passkey })).status).toBe(303);
  const again = visitor();
  expect((await again.go('/vi/sign-in/passkey', { passkey })).status).toBe(422);
  const replayed = await two.go('/vi/sign-in/passkey', { passkey });
  expect(await replayed.text()).toContain('đã hết hạn hoặc đã dùng');
  const slow = visitor();
  const old = key.show(await optionsBy(slow, '/vi/sign-in/passkey/options'));
  later(at, 6);
  expect((await slow.go('/vi/sign-in/passkey', { passkey: old })).status).toBe(422);
  expect((await slow.go('/vi/desk/team')).status).toBe(303);
});

test.each<[string, Crooked]>([
  ['another site', { origin: 'https://kiemchung.example.evil.example' }],
  ['this site without https', { origin: 'http://kiemchung.example' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['nobody verified', { verified: false }],
  ['another challenge', { challenge: 'aGVsbG8' }],
  ['an answer to something else', { type: 'webauthn.create' }],
  ['somebody else’s name on it', { userHandle: Buffer.from('somebody').toString('base64url') }],
])('with %s, a passkey opens nothing', async (_, crooked) => {
  const { visitor, key } = await withPasskey();
  const two = visitor();
  const done = await comesIn(two, key, crooked);
  expect(done.status).toBe(422);
  expect(await done.text()).toContain('Passkey này không mở được ở đây');
  expect((await two.go('/vi/desk/team')).status).toBe(303);
});

test.each<[string, Crooked]>([
  ['another site', { origin: 'https://evil.example' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['nobody verified', { verified: false }],
  ['another challenge', { challenge: 'aGVsbG8' }],
  ['a statement about the machine', { format: 'android-safetynet' }],
  ['a form that does not exist', { format: 'x' }],
])('with %s, no passkey is added', async (_, crooked) => {
  const { an, world } = await withPasskey();
  const options = await optionsBy(an, '/vi/desk/account/passkeys/options');
  const made = authenticator(origin).make(options, crooked);
  expect((await an.go('/vi/desk/account/passkeys', { passkey: made })).status).toBe(422);
  const [member] = await world.team.members();
  expect(await world.signIn.passkeys.of(member!.id)).toHaveLength(1);
});

test('a key that counts back is a copy: it is refused, by whoever comes second', async () => {
  const { visitor, key } = await withPasskey(true);
  expect((await comesIn(visitor(), key)).status).toBe(303);
  const copied = await comesIn(visitor(), key, { counter: 1 });
  expect(copied.status).toBe(422);
  expect(await copied.text()).toContain('đếm lùi');
  const [one, two] = [visitor(), visitor()];
  const [first, second] = await Promise.all([comesIn(one, key, { counter: 40 }), comesIn(two, key, { counter: 40 })]);
  expect([first.status, second.status].sort()).toEqual([303, 422]);
});

test('what is no answer at all is refused in words, and breaks nothing', async () => {
  const { an, visitor, key } = await withPasskey();
  const garbage = [
    '',
    '{',
    'null',
    '[]',
    '{"id":5}',
    JSON.stringify({
      id: '',
      clientDataJSON: '',
      attestationObject: '',
      authenticatorData: '',
      signature: '',
      userHandle: '',
    }),
    ...[
      'a201',
      'bf',
      '9bffffffffffffffff',
      'ff'.repeat(3000),
      '81'.repeat(9000),
      'a363666d74646e6f6e656761747453746d74a0686175746844617461590001ff',
    ].map((hex) => {
      const bytes = Buffer.from(hex, 'hex').toString('base64url');
      const client = Buffer.from('{"type":"webauthn.get"}').toString('base64url');
      return JSON.stringify({
        id: key.id,
        clientDataJSON: client,
        attestationObject: bytes,
        authenticatorData: bytes,
        signature: bytes,
        userHandle: '',
      });
    }),
  ];
  for (const passkey of garbage) {
    const two = visitor();
    await optionsBy(two, '/vi/sign-in/passkey/options');
    const status = (await two.go('/vi/sign-in/passkey', { passkey })).status;
    // Ten tries at one passkey, then it is slowed.
    expect([passkey.slice(0, 60), [422, 429].includes(status)]).toEqual([passkey.slice(0, 60), true]);
    await optionsBy(an, '/vi/desk/account/passkeys/options');
    expect((await an.go('/vi/desk/account/passkeys', { passkey })).status).toBe(422);
  }
});

test('an answer as large as a form goes, nested as deep as it can be, is refused in words', async () => {
  const { an } = await withPasskey();
  const options = await optionsBy(an, '/vi/desk/account/passkeys/options');
  const { id, clientDataJSON } = JSON.parse(authenticator(origin).make(options)) as Record<string, string>;
  const attestationObject = Buffer.alloc(40_000, 0x81).toString('base64url');
  const passkey = JSON.stringify({ id, clientDataJSON, attestationObject });
  expect((await an.go('/vi/desk/account/passkeys', { passkey })).status).toBe(422);
});

test('before what weighs, a passkey is shown instead of a code, and nothing typed is lost', async () => {
  const at = await withPasskey();
  const { an, key } = at;
  later(at, 11);
  expect((await an.go('/vi/desk/account/passkeys/options', {})).status).toBe(403);
  const asked = await an.page('/vi/desk/team/invitations', { role: 'reviewer', email: '' });
  expect(asked).toContain('Xác nhận bằng passkey và gửi');
  const options = await optionsBy(an, '/vi/confirm/passkey');
  const wrong = await an.go('/vi/desk/team/invitations', {
    ...fieldsIn(asked),
    code: '',
    passkey: key.show(options, { verified: false }),
  });
  expect(wrong.status).toBe(422);
  const passkey = key.show(await optionsBy(an, '/vi/confirm/passkey'));
  const page = await an.page('/vi/desk/team/invitations', { ...fieldsIn(await wrong.text()), code: '', passkey });
  expect(page).toMatch(/data-link[^>]*>https/);
});

test('a colleague’s passkey proves nothing in one’s own session, and nobody removes another’s', async () => {
  const at = await withPasskey();
  const binh = await at.joined('checker', 'binh@example.org');
  await adds(binh);
  const [ofAn, ofBinh] = [await optionsBy(at.an, '/vi/confirm/passkey'), await optionsBy(binh, '/vi/confirm/passkey')];
  later(at, 11);
  const next = '/vi/desk/account';
  const crossed = { next, code: '', passkey: at.key.show(ofBinh, { userHandle: '' }) };
  expect((await binh.go('/vi/confirm', crossed)).status).toBe(422);
  expect((await binh.go('/vi/confirm', { next, code: '', passkey: at.key.show(ofAn) })).status).toBe(422);
  expect((await binh.go('/vi/confirm', { next, code: totp(binh.secret, new Date(), 1) })).status).toBe(303);
  const an = (await at.world.team.members()).find(({ role }) => role === 'owner')!;
  const [held] = await at.world.signIn.passkeys.of(an.id);
  expect((await binh.go(`/vi/desk/account/passkeys/${held?.id}/remove`, {})).status).toBe(404);
  expect((await binh.send('DELETE', `/api/v1/desk/me/passkeys/${held?.id}`)).status).toBe(404);
  expect(await at.world.signIn.passkeys.of(an.id)).toHaveLength(1);
});

test('the same passkey is added once, and ten are the most', async () => {
  const { an, key, visitor } = await withPasskey();
  const again = key.make(await optionsBy(an, '/vi/desk/account/passkeys/options'));
  expect(await an.page('/vi/desk/account/passkeys', { passkey: again })).toContain('đã được thêm rồi');
  for (let n = 1; n < 10; n++) await adds(an);
  const options = await optionsBy(an, '/vi/desk/account/passkeys/options');
  const eleventh = await an.page('/vi/desk/account/passkeys', { passkey: authenticator(origin).make(options) });
  expect(eleventh).toContain('mười passkey');
  // The one that came first still opens.
  expect((await comesIn(visitor(), key)).status).toBe(303);
});

test('removing a passkey ends what it opened elsewhere; removing a person ends all of theirs', async () => {
  const { an, key, visitor, world, database } = await withPasskey();
  const two = visitor();
  await comesIn(two, key);
  const [member] = await world.team.members();
  const [held] = await world.signIn.passkeys.of(member!.id);
  const removed = await an.go(`/vi/desk/account/passkeys/${held?.id}/remove`, {});
  expect(removed.headers.get('location')).toBe('/vi/desk/account?done=passkey-removed');
  expect((await two.go('/vi/desk/team')).status).toBe(303);
  expect((await an.go('/vi/desk/team')).status).toBe(200);
  expect((await comesIn(visitor(), key)).status).toBe(422);
  const other = await adds(an);
  await database.all(sql`
    insert into staff (id, name, email, role, created_at, updated_at)
    values (gen_random_uuid(), 'Chủ hai', 'hai@example.org', 'owner', now(), now())`);
  expect((await removeMember(world, member!, member!.id)).ok).toBe(true);
  expect((await comesIn(visitor(), other)).status).toBe(422);
  expect(await database.all(sql`select id from sign_in_passkeys`)).toEqual([]);
});

test('another site’s page neither asks for options nor hands in an answer', async () => {
  const { visitor } = await withPasskey();
  const elsewhere = visitor({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
  expect((await elsewhere.go('/vi/sign-in/passkey/options', {})).status).toBe(403);
  expect((await elsewhere.go('/vi/sign-in/passkey', { passkey: '{}' })).status).toBe(403);
});
