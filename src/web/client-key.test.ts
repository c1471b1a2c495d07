import { expect, test } from 'vitest';
import { clientAddress, clientKeys, networkOf } from './client-key.ts';

test('ASVS 4.1.3: the client is counted from the right of X-Forwarded-For, so nobody can write another one', () => {
  expect(clientAddress('10.0.0.1', '1.1.1.1, 2.2.2.2', 0)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', '1.1.1.1, 2.2.2.2', 1)).toBe('2.2.2.2');
  expect(clientAddress('10.0.0.1', '1.1.1.1, 2.2.2.2', 2)).toBe('1.1.1.1');
  expect(clientAddress('10.0.0.1', '1.1.1.1', 5)).toBe('1.1.1.1');
  expect(clientAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
});

test('one IPv6 subscriber is one client, whatever address of the network is used', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('2001:0db8::1')).toBe(networkOf('2001:db8:0:0:ffff::'));
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
});

test('a key of a client tells nothing without the secret of the process', () => {
  expect(clientKeys('a')('192.0.2.7')).not.toBe(clientKeys('b')('192.0.2.7'));
  expect(clientKeys('a')('192.0.2.7')).not.toContain('192');
});
