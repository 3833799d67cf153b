import { isIPv6 } from 'node:net';

/** Returns whether an address or host name can only be this machine: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name);
}

const LOCALHOST = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** The origin of a listener, as clients write it: without the default port of its scheme. */
export function listenerOrigin(scheme: 'http' | 'https', host: string, port: number): string {
  return new URL(`${scheme}://${urlHost(host)}:${port}`).origin;
}

/** The host name in the URL of a listener: `localhost` if that leads to the listener's address. */
export function urlHost(host: string): string {
  if (LOCALHOST.includes(host.toLowerCase())) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
