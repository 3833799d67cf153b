import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ServerConfig } from '../configuration/server-config.ts';
import { randomToken, tokenHash } from '../platform/sealer.ts';
import type { HttpEnvironment } from './http-environment.ts';

type Origin = Pick<ServerConfig, 'publicOrigin'>;

/** The format of `randomToken`; this server sets no other value. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Name of the cookie that binds intents to one browser. With `__Host-` no other host, not even a subdomain, can set it
 * (RFC 6265bis §4.1.3.2); browsers take the prefix on https only. On http the port is in the name, because the ports of
 * `localhost` share their cookies.
 */
export function browserCookieName({ publicOrigin }: Origin): string {
  const { protocol, port } = new URL(publicOrigin);
  return protocol === 'https:' ? '__Host-onefold-browser' : `onefold-browser-${port === '' ? '80' : port}`;
}

/**
 * `tokenHash` of the browser cookie of a request; null if there is none, if this server cannot have set it, or if there are two with
 * its name: another port or a subdomain has set one of them, and the request does not show which.
 */
export function readBrowserHash(c: Context<HttpEnvironment>, config: Origin): string | null {
  const name = browserCookieName(config);
  const named = (c.req.header('Cookie') ?? '').split(';').filter((each) => each.trim().startsWith(`${name}=`));
  const token = named.length > 1 ? undefined : getCookie(c, name);
  return token !== undefined && TOKEN.test(token) ? tokenHash(token) : null;
}

/**
 * Sets a cookie of 256 random bits, unless the browser has one. It ends with the browser's session, is not readable by scripts, and
 * is sent when Auth0 redirects back (`SameSite=Lax`).
 *
 * @returns `tokenHash` of the cookie, also in the variable `browserHash` from now on.
 */
export function ensureBrowserCookie(c: Context<HttpEnvironment>, config: Origin): string {
  const known = readBrowserHash(c, config);
  if (known !== null) return known;
  const token = randomToken();
  setCookie(c, browserCookieName(config), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: new URL(config.publicOrigin).protocol === 'https:',
  });
  const hash = tokenHash(token);
  c.set('browserHash', hash);
  return hash;
}
