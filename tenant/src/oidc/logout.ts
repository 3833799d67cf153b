import { Hono, type Context } from 'hono';
import { decodeJwt, errors } from 'jose';
import type Provider from 'oidc-provider';
import { errorPage } from '../pages/error-page.ts';
import { requestFacts } from '../net/request-facts.ts';
import { endBrowserSession } from './browser-session.ts';
import { matchesUrl } from '../dialect/client-metadata.ts';
import type { TenantContext } from '../context/tenant-context.ts';

/**
 * `/v2/logout` (Auth0: Log Users Out of Auth0) and `/oidc/logout` (OpenID Connect RP-Initiated Logout). Both end the
 * browser's session and redirect only to URLs that the client allows; without a client, any client.
 */
export function logoutRoutes(context: TenantContext, provider: Provider): Hono {
  const app = new Hono();
  app.get('/v2/logout', (c) => logOut(c, 'returnTo', c.req.query('client_id')));
  app.get('/oidc/logout', (c) =>
    logOut(c, 'post_logout_redirect_uri', c.req.query('client_id') ?? audienceOf(c.req.query('id_token_hint'))),
  );
  const logOut = async (c: Context, parameter: string, clientId: string | undefined) => {
    const client = clientId === undefined ? undefined : context.store.clients.get(clientId);
    const clients = clientId === undefined ? context.store.clients.list() : client === undefined ? [] : [client];
    const allowed = clients.flatMap(({ allowed_logout_urls: urls }) => urls ?? []);
    const target = c.req.query(parameter);
    if (target !== undefined && !allowed.some((url) => matchesUrl(withoutQuery(url), withoutQuery(target)))) {
      const explanation = `The "${parameter}" querystring parameter "${target}" is not defined as a valid URL in "Allowed Logout URLs".`;
      context.store.logs.write({ ...requestFacts(c), type: 'flo', client_id: clientId, description: explanation });
      return errorPage(c, { title: 'Logout URL mismatch', explanation, status: 400 });
    }
    const userId = await endBrowserSession(c, provider);
    const details = { return_to: target };
    context.store.logs.write({ ...requestFacts(c), type: 'slo', client_id: clientId, user_id: userId, details });
    const destination = target ?? (client === undefined ? undefined : allowed[0]);
    if (destination === undefined) return c.text('OK');
    const state = c.req.query('state');
    const url = new URL(destination);
    if (state !== undefined && parameter === 'post_logout_redirect_uri') url.searchParams.set('state', state);
    return c.redirect(url.href === new URL(destination).href ? destination : url.href, 302);
  };
  return app;
}

/** Auth0 compares without query and fragment. Source: Auth0, "Redirect Users after Logout". */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** The client an ID token was issued to; a hint is only a hint, so it is not verified. */
function audienceOf(idToken: string | undefined): string | undefined {
  if (idToken === undefined) return undefined;
  try {
    const { aud } = decodeJwt(idToken);
    return Array.isArray(aud) ? aud[0] : aud;
  } catch (error) {
    // An unreadable hint names no client.
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
