import { IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type Provider from 'oidc-provider';
import { errorPage } from '../login/error-page.ts';
import { toProviderRequest } from './authorize-request.ts';
import { checkRedirect } from './redirect-check.ts';
import type { TenantContext } from './tenant-context.ts';
import { toTokenForm } from './token-request.ts';

type Env = { Bindings: HttpBindings };

/** The endpoints that `oidc-provider` answers, behind the translation from Auth0's dialect. */
export function oidcRoutes(context: TenantContext, provider: Provider): Hono<Env> {
  const callback = provider.callback();
  const pass = async (c: Context<Env>, request: IncomingMessage = c.env.incoming) => {
    await answered(callback, request, c.env.outgoing as ServerResponse);
    return RESPONSE_ALREADY_SENT;
  };
  const authorize = (c: Context<Env>, request: URLSearchParams) => {
    const refusal = checkRedirect(context.store, request);
    if (refusal !== undefined) return errorPage(c, refusal);
    c.env.incoming.url = `/authorize?${toProviderRequest(request)}`;
    return pass(c);
  };
  const app = new Hono<Env>();
  app.get('/authorize', (c) => authorize(c, new URL(c.req.url).searchParams));
  app.get('/authorize/:uid', (c) => pass(c));
  app.post('/oauth/token', async (c) => {
    try {
      const form = toTokenForm(c.req.header('content-type') ?? '', await c.req.text());
      return await pass(c, withForm(c.env.incoming, form));
    } catch (error) {
      // The only expected failure is a body that is not JSON; anything else is a defect and goes on.
      if (!(error instanceof SyntaxError)) throw error;
      return c.json({ error: 'invalid_request', error_description: 'Invalid JSON body.' }, 400);
    }
  });
  app.post('/oauth/revoke', async (c) =>
    pass(c, withForm(c.env.incoming, toTokenForm(c.req.header('content-type') ?? '', await c.req.text()))),
  );
  app.post('/oauth/par', async (c) =>
    pass(c, withForm(c.env.incoming, toProviderRequest(new URLSearchParams(await c.req.text())))),
  );
  for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/par']) app.options(path, (c) => pass(c));
  for (const path of [
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
    '/.well-known/jwks.json',
  ]) {
    app.on(['GET', 'OPTIONS'], path, (c) => pass(c));
  }
  return app;
}

/** Runs a node request handler and waits until its response has gone out. */
function answered(
  callback: ReturnType<Provider['callback']>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    void callback(request, response);
  });
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
