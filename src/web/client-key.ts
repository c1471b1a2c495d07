// Telling clients apart without knowing them: a hash under a key that exists only while the process runs.
import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The address a request came from: the socket's, or with `trustedProxies` n the nth from the right of `X-Forwarded-For`
 * and the socket's address together. What stands further left was written by the client and proves nothing.
 */
export const clientAddress = (socket: string, forwarded: string | undefined, trustedProxies: number): string => {
  if (trustedProxies === 0 || forwarded === undefined) return socket;
  const hops = forwarded
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  const chain = [...hops, socket];
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? socket;
};

/** The network one client holds: an IPv4 address, or the /64 that one IPv6 subscriber may pick any address of. */
export const networkOf = (address: string): string => {
  const plain = address
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '');
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((g) => Number.parseInt(g, 16).toString(16))
    .join(':');
};

/** Gives the function from address to key. The key never leaves memory and dies with the process. */
export const clientKeys =
  (secret: string) =>
  (address: string): string =>
    createHmac('sha256', secret).update(networkOf(address)).digest('base64url').slice(0, 22);
