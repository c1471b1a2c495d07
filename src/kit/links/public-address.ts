// Which addresses are somebody's public server, and which are us, our neighbours or nobody.
import { BlockList, isIPv4, isIPv6 } from 'node:net';

const notPublic4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network; many systems connect it to themselves
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // shared by carriers (RFC 6598); also a cloud's metadata
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // public by number, yet a cloud's host agent on every machine in it
  ['169.254.0.0', 16], // link-local; metadata of most clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

// IPv6 starts from the one block that is handed out as global unicast (RFC 4291 2.4, IANA). All that lies outside
// is refused by that alone: ::, ::1, mapped and compatible IPv4, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48), ULA, link-local, multicast.
const global6: readonly [string, number] = ['2000::', 3];
const notPublic6: readonly (readonly [net: string, prefix: number])[] = [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarking
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 carries any IPv4 address inside
  ['3ffe::', 16],
  ['3fff::', 20], // documentation (RFC 9637)
];

const refused4 = new BlockList();
for (const [net, prefix] of notPublic4) refused4.addSubnet(net, prefix, 'ipv4');
const within6 = new BlockList();
within6.addSubnet(...global6, 'ipv6');
const refused6 = new BlockList();
for (const [net, prefix] of notPublic6) refused6.addSubnet(net, prefix, 'ipv6');

/**
 * Whether an address (text, as DNS or a parsed URL gives it, without brackets) is global unicast
 * by the IANA special-purpose registries (RFC 6890). Anything that is no address is not.
 *
 * ```ts
 * isPublicAddress('8.8.8.8') // true
 * isPublicAddress('192.168.1.1') // false
 * ```
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !refused4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return within6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
};
