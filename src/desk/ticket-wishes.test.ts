import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Id, parseId } from '../base/ids.ts';
import { wishedId, wishedSecrets } from './ticket-wishes.ts';
import type { Keyed } from './world.ts';

const tip = 'a1b2c3d4-0000-4000-8000-000000000001' as Id;
const check = 'a1b2c3d4-0000-4000-8000-000000000002' as Id;
const keyedBy =
  (key: string): Keyed =>
  (purpose, text) =>
    createHmac('sha256', key).update(`${purpose} ${text}`).digest('hex');
const keyed = keyedBy('a');

test('a wish finds its subscription again by the ticket, and nobody does without the key', () => {
  const id = wishedId(keyed, tip, check);
  expect(parseId(id)).toBe(id);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(wishedId(keyed, tip, check)).toBe(id);
  const others = [wishedId(keyed, check, tip), wishedId(keyed, tip, tip), wishedId(keyedBy('b'), tip, check)];
  expect(new Set([id, ...others]).size).toBe(4);
});

test('each check has its own secret, and none for none', () => {
  const secrets = wishedSecrets(keyed, tip, [check, tip]);
  expect(secrets.size).toBe(2);
  for (const secret of secrets.values()) expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(wishedSecrets(keyed, tip, []).size).toBe(0);
});
