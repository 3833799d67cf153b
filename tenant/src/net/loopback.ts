/** Tells whether an address or host name can only be this machine: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name);
}
