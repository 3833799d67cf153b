/** Whether an address is plain HTTP on this machine: only there OAuth goes without TLS (RFC 8252 §8.3). */
export function isLoopbackHttp(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
