import type { ServerConfig } from './server-config.ts';
import type { Settings } from './settings.ts';

const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or an address means this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAME.test(host);
}

/** Whether a URL keeps secrets on its way: https, or http that never leaves this machine. */
export function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Reads an origin; records a problem if it is invalid or uses http over a network. @returns The origin, or the given text. */
export function readOrigin(settings: Settings, name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isBare(url)) {
    const hint = /^https?:/.test(url?.protocol ?? '') ? ` Did you mean ${url?.origin ?? ''}?` : '';
    settings.problem(
      `${name} contains "${text}". Set an origin without a path, such as https://accounts.example.com.${hint}`,
    );
    return text;
  }
  if (!isConfidential(url)) {
    settings.problem(
      `${name} contains ${url.origin}, but http is accepted on localhost only. Set https://${url.host}.`,
    );
  }
  return url.origin;
}

/** Address of one of this server's own paths, as browsers see it. */
export function serverAddress(
  { publicOrigin, basePath = '' }: Pick<ServerConfig, 'publicOrigin' | 'basePath'>,
  path: string,
): URL {
  return new URL(`${basePath}${path}`, publicOrigin);
}

/** `AUTH0_DOMAIN`: a bare host, or the origin of a local tenant. @returns The issuer, with trailing slash. */
export function readIssuer(settings: Settings): string {
  const domain = settings.required(
    'AUTH0_DOMAIN',
    'Set the host of the tenant, or its custom domain, such as example.eu.auth0.com.',
  );
  if (domain === '') return '';
  const address = domain.includes('://') ? domain : `https://${domain}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isBare(url)) {
    settings.problem(`AUTH0_DOMAIN is "${domain}". Set only the host of the tenant, such as example.eu.auth0.com.`);
    return '';
  }
  if (!isConfidential(url)) {
    settings.problem(
      `AUTH0_DOMAIN is ${url.origin}, but http is accepted for a tenant on localhost only. Set the host without http.`,
    );
  }
  return `${url.origin}/`;
}

/** `ONEFOLD_MANAGEMENT_API`; default: below the issuer. With a custom domain the tenant's own host is needed there. */
export function readManagementApi(settings: Settings, issuer: string): string {
  const text = settings.text('ONEFOLD_MANAGEMENT_API');
  if (text === undefined) return `${issuer}api/v2/`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isConfidential(url) || !url.pathname.endsWith('/api/v2/')) {
    settings.problem(
      `ONEFOLD_MANAGEMENT_API is "${text}". Set an address such as https://example.eu.auth0.com/api/v2/.`,
    );
  }
  return text;
}

function isBare({ pathname, search, hash, username }: URL): boolean {
  return pathname === '/' && search === '' && hash === '' && username === '';
}

/** Whether an address is plain HTTP on this machine: only there OAuth goes without TLS (RFC 8252 §8.3). */
export function isLoopbackHttp(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
