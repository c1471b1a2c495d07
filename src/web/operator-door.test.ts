import { expect, test } from 'vitest';
import { createOperatorDoor, fromOurPage, sessionCookie, sessionOf } from './operator-door.ts';

test('ASVS 7.2.4 and 3.3.3: a link works once, its session twelve hours, behind a cookie no script reads', () => {
  let at = new Date('2026-11-20T08:00:00Z');
  let n = 0;
  const door = createOperatorDoor({ now: () => at, randomToken: () => String(n++).padStart(32, '0') });
  const first = door.issue();
  const code = door.issue();
  expect(door.redeem(first)).toBeUndefined();
  const session = door.redeem(code)!;
  expect(door.redeem(code)).toBeUndefined();
  expect(door.holds(session)).toBe(true);
  expect(door.holds(`${session}x`)).toBe(false);
  at = new Date('2026-11-20T20:00:00Z');
  expect(door.holds(session)).toBe(false);
  const cookie = sessionCookie('https://a.example', session);
  expect(cookie).toMatch(/^__Host-operator=.*HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/);
  expect(sessionOf('https://a.example', `x=1; __Host-operator=${session}`)).toBe(session);
  expect(sessionOf('https://a.example', `operator=${session}`)).toBeUndefined();
  expect(sessionCookie('http://localhost:3000', session)).toMatch(/^operator=.*Max-Age=43200$/);
});

test('ASVS 3.5.1: a change comes from our own page or not at all', () => {
  const origin = 'https://a.example';
  expect(fromOurPage(origin, 'same-origin', undefined)).toBe(true);
  expect(fromOurPage(origin, undefined, origin)).toBe(true);
  for (const site of ['cross-site', 'same-site', 'none']) expect(fromOurPage(origin, site, origin)).toBe(false);
  expect(fromOurPage(origin, undefined, 'https://b.example')).toBe(false);
  expect(fromOurPage(origin, undefined, undefined)).toBe(false);
});
