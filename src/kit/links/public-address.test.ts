import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.169.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2400:cb00::1',
  '2a00:1450:4001:80b::200e',
])('%s is somebody’s public server', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['this network', ['0.0.0.0', '0.255.255.255']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd00:ec2::254']],
  ['link-local', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fec0::1']],
  ['carriers’ shared space', ['100.64.0.1', '100.100.100.200', '100.127.255.255']],
  ['a cloud’s host agent', ['168.63.129.16']],
  [
    'protocol assignments',
    ['192.0.0.8', '192.0.0.192', '192.88.99.1', '198.18.0.1', '198.19.255.255', '2001:2::1', '2001:20::1'],
  ],
  ['documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1']],
  ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1']],
  ['reserved and broadcast', ['240.0.0.1', '255.255.255.255', '4000::1', '100::1', '5f00::1']],
  ['the unspecified address', ['::']],
  [
    'IPv4 inside IPv6',
    ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '::7f00:1', '::ffff:0:127.0.0.1'],
  ],
  ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::127.0.0.1', '64:ff9b:1::7f00:1']],
  ['6to4 and Teredo', ['2002:7f00:1::', '2001:0:7f00:1::', '2001::1']],
])('%s are not', (_kind, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test('what is no address is not public', () => {
  expect(
    ['', 'localhost', '127.1', '0x7f.0.0.1', '8.8.8.8.', '[2606:4700::1]', '8.8.8.8/32'].filter(isPublicAddress),
  ).toEqual([]);
});

test('ASVS 13.2.4: no address that carries an IPv4 address inside is public, whichever it carries', () => {
  const pair = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
  fc.assert(
    fc.property(pair, pair, (high, low) => {
      for (const wrapped of [
        `::ffff:${high}:${low}`,
        `::${high}:${low}`,
        `64:ff9b::${high}:${low}`,
        `64:ff9b:1::${high}:${low}`,
        `2002:${high}:${low}::1`,
        `2001:0:${high}:${low}::1`,
      ])
        expect(isPublicAddress(wrapped)).toBe(false);
    }),
  );
});
