import { IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type Provider from 'oidc-provider';
import { errorPage } from '../pages/error-page.ts';
import { toProviderRequest } from '../dialect/to-provider-request.ts';
import { checkRedirect } from '../dialect/check-redirect.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import type { Keyring } from '../tokens/keyring.ts';
import { toTokenForm } from '../dialect/to-token-form.ts';

interface Env {
  Bindings: HttpBindings;
}

type PublishedKeys = Pick<Keyring, 'published'>;

const JWKS_PATH = '/.well-known/jwks.json';

/** The endpoints that `oidc-provider` serves, behind the translation from Auth0's dialect. */
export function oidcRoutes(context: TenantContext, provider: Provider, keyring: PublishedKeys): Hono<Env> {
  const callback = provider.callback();
  const pass = async (c: Context<Env>, request: IncomingMessage = c.env.incoming) => {
    if (context.fixedIssuer) overrideOrigin(request, context.origin);
    await handleFully(callback, request, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  };
  const authorize = (c: Context<Env>, request: URLSearchParams) => {
    // A pushed request (RFC 9126) was checked when it was pushed.
    const refusal = request.has('request_uri') ? undefined : checkRedirect(context.store, request);
    if (refusal !== undefined) return errorPage(c, refusal);
    c.env.incoming.url = `/authorize?${request.has('request_uri') ? request : toProviderRequest(request)}`;
    return pass(c);
  };
  const withBody = (translate: (contentType: string, body: string) => URLSearchParams) => async (c: Context<Env>) => {
    try {
      const form = translate(c.req.header('content-type') ?? '', await c.req.text());
      withBasicCredentials(form, c.env.incoming);
      await withRedirectUri(provider, form);
      return await pass(c, withForm(c.env.incoming, form));
    } catch (error) {
      // The only expected failure is a body that cannot be read; anything else is a defect and propagates.
      if (!(error instanceof SyntaxError)) throw error;
      return c.json({ error: 'invalid_request', error_description: error.message }, 400);
    }
  };
  const toPushedRequest = (_contentType: string, body: string) => {
    const request = new URLSearchParams(body);
    const refusal = checkRedirect(context.store, request);
    if (refusal !== undefined) throw new SyntaxError(refusal.explanation);
    return toProviderRequest(request);
  };
  const app = new Hono<Env>();
  app.get('/authorize', (c) => authorize(c, new URL(c.req.url).searchParams));
  app.get('/authorize/:uid', (c) => pass(c));
  app.post('/oauth/token', withBody(toTokenForm));
  app.post('/oauth/revoke', withBody(toTokenForm));
  app.post('/oauth/par', withBody(toPushedRequest));
  for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/par']) app.options(path, (c) => pass(c));
  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']) {
    app.on(['GET', 'OPTIONS'], path, (c) => pass(c));
  }
  app.use(JWKS_PATH, cors());
  app.get(JWKS_PATH, async (c) => c.json(await keyring.published(new URL(context.origin).hostname)));
  return app;
}

/** Auth0 exchanges a code without its `redirect_uri`, which the library requires. */
async function withRedirectUri(provider: Provider, form: URLSearchParams): Promise<void> {
  if (form.get('grant_type') !== 'authorization_code' || form.has('redirect_uri')) return;
  const code = await provider.AuthorizationCode.find(form.get('code') ?? '', { ignoreExpiration: true });
  if (code?.redirectUri !== undefined) form.set('redirect_uri', code.redirectUri);
}

/**
 * Moves the credentials of HTTP Basic into the form: Auth0 takes them either way from every confidential client, the
 * library only in the way the client registered. Source: RFC 6749 §2.3.1.
 */
function withBasicCredentials(form: URLSearchParams, request: IncomingMessage): void {
  const encoded = /^Basic ([\w+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined || form.has('client_secret')) return;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  const decode = (text: string) => new URLSearchParams(`text=${text}`).get('text') ?? '';
  form.set('client_id', decode(id));
  form.set('client_secret', decode(secret));
  delete request.headers.authorization;
}

/** Makes the library write URLs of an origin, regardless of the request's host name. */
function overrideOrigin({ headers }: IncomingMessage, origin: string): void {
  const { host, protocol } = new URL(origin);
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
}

/** Runs a Node request handler and waits until it has ended and its response is sent. */
async function handleFully(
  callback: ReturnType<Provider['callback']>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  await callback(request, response);
  await closed;
}

/** The same request with a form as its body; its own body was read already. */
function withForm(original: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString());
  const request = new IncomingMessage(original.socket);
  request.method = original.method ?? 'POST';
  request.url = original.url ?? '/';
  request.httpVersion = original.httpVersion;
  request.headers = {
    ...original.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  };
  delete request.headers['transfer-encoding'];
  // Without this, node takes the copy for an aborted request and destroys the socket both share.
  request.complete = true;
  request.push(body);
  request.push(null);
  return request;
}
