import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ServerConfig } from '../configuration/server-config.ts';
import { preferredLanguage } from '../platform/languages/language.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Longer values are truncated, because the history stores them. */
const MAX_USER_AGENT = 300;

/**
 * Determines where a request came from. With n trusted proxies, the client is the n-th address from the right in
 * `X-Forwarded-For`; entries further left may be forged. A header with fewer addresses did not pass all proxies and is
 * ignored.
 */
export function requestOrigin({
  trustedProxies,
  portalOrigins,
}: Pick<ServerConfig, 'trustedProxies' | 'portalOrigins'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const socket = (c.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming?.socket;
    const forwarded = forwardedAddress(c.req.header('X-Forwarded-For'), trustedProxies);
    const language = preferredLanguage(c.req.header('Accept-Language'));
    const portal = portalOrigins.find((each) => each === c.req.header('Origin'));
    c.set('origin', {
      address: forwarded ?? plainAddress(socket?.remoteAddress),
      userAgent: c.req.header('User-Agent')?.slice(0, MAX_USER_AGENT) ?? null,
      ...(language === null ? {} : { language }),
      ...(portal === undefined ? {} : { portal }),
    });
    await next();
  });
}

function forwardedAddress(header: string | undefined, proxies: number): string | null {
  if (proxies === 0 || header === undefined) return null;
  const chain = header.split(',').map((each) => each.trim());
  return plainAddress(chain[chain.length - proxies]);
}

/** An IP address without the prefix of IPv4 in IPv6; null if it is none. */
function plainAddress(address: string | undefined): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\](:\d+)?$/, '$1');
  return plain !== undefined && isIP(plain) !== 0 ? plain : null;
}
