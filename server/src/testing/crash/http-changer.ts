import type { LinkConfirmation, LinkIntent, Me } from '@onefold/contract';
import { AUDIENCE, PORTAL, SERVER_ORIGIN } from '../../auth0/testing/auth0-harness.ts';
import { browserCookieName } from '../../http/browser-cookie.ts';
import { BROWSER_TOKEN, type CrashHarness } from './crash-harness.ts';
import type { Changer } from './crash-scenarios.ts';

/** Makes changes through a server's API, as the portal does. @param now By the server's clock. */
export function httpChanger(harness: CrashHarness, origin: string, now: number): Changer {
  async function call<T>(account: string, method: string, path: string, body?: LinkConfirmation): Promise<T> {
    const token = await harness.tenant.control.signToken({
      ...{ sub: account, aud: [AUDIENCE], azp: PORTAL, scope: 'openid' },
      iat: Math.floor(now / 1000) - 5,
      exp: Math.floor(now / 1000) + 3600,
    });
    const response = await fetch(origin + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        Origin: SERVER_ORIGIN,
        Cookie: `${browserCookieName(harness.config)}=${BROWSER_TOKEN}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const result: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
    return result as T;
  }

  return {
    link: async (current, other, decision) => {
      await harness.loggedIn(current, now);
      const intent = await harness.proved(current, other, now);
      const { preview } = await call<LinkIntent>(current, 'GET', `/v1/me/link-intents/${intent}`);
      const confirmation = { ...decision, revision: preview?.revision ?? '' };
      return await call(current, 'POST', `/v1/me/link-intents/${intent}/confirm`, confirmation);
    },
    unlink: async (account, { provider, user_id }) => {
      await harness.loggedIn(account, now);
      return await call(account, 'DELETE', `/v1/me/identities/${provider}/${encodeURIComponent(user_id)}`);
    },
    undo: async (account) => {
      const { undo } = await call<Me>(account, 'GET', '/v1/me');
      return await call(account, 'POST', `/v1/me/undo/${undo?.handle ?? ''}`);
    },
  };
}
