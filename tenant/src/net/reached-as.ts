import { isIPv6 } from 'node:net';

const LOCALHOST = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** The name in the URL of what listens at an address: `localhost` wherever that leads there. */
export function reachedAs(host: string): string {
  if (LOCALHOST.includes(host.toLowerCase())) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
