import { isIPv4, isIPv6 } from 'node:net';

/**
 * Shortens an IP address for the history, so that it identifies a network but no household: drops the last octet of IPv4 and the
 * last 80 bits of IPv6. An IPv4 address inside IPv6 counts as IPv4.
 *
 * @returns In CIDR notation, such as `203.0.113.0/24` or `2001:db8:85a3::/48`; null if it is not an address.
 */
export function shortenedAddress(address: string | null): string | null {
  if (address === null) return null;
  const bare = address.split(/[/%]/, 1)[0] ?? '';
  if (isIPv4(bare)) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(bare)) return null;
  const groups = eightGroups(bare);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const high = groups[6] ?? 0;
    return `${String(high >> 8)}.${String(high & 0xff)}.${String((groups[7] ?? 0) >> 8)}.0/24`;
  }
  const kept = [...groups.slice(0, 3).map((group) => group.toString(16)), '0', '0', '0', '0', '0'].join(':');
  return `${new URL(`http://[${kept}]`).hostname.slice(1, -1)}/48`;
}

/** The eight groups of a valid IPv6 address in any notation. */
function eightGroups(address: string): readonly number[] {
  // The URL parser knows every notation and writes the compressed one without dots.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
