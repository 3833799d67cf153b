import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface Action {
  readonly onExecutePostLogin: (event: unknown, api: unknown) => Promise<void>;
}

const action = createRequire(import.meta.url)('../../actions/post-login.cjs') as Action;
const SUGGESTION = {
  id: '1',
  connection: { name: 'github', label: 'GitHub', provider: 'github' },
  masked_email: 'a…a',
};

describe('The Post-Login Action', () => {
  let server: Server;
  let requests: { readonly url: string; readonly authorization: string; readonly body: unknown }[];
  let handleRequest: RequestListener;
  let printed: jasmine.Spy;

  beforeEach(async () => {
    requests = [];
    handleRequest = (_request, response) => response.end(JSON.stringify({ suggestions: [SUGGESTION] }));
    server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => (text += part));
      request.on('end', () => {
        const { url = '', headers } = request;
        requests.push({ url, authorization: headers.authorization ?? '', body: JSON.parse(text) });
        handleRequest(request, response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    printed = spyOn(console, 'log');
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** Runs the Action; answers the claims it has set, by token. */
  async function logIn({ secrets = {}, ...event }: Readonly<Record<string, unknown>> = {}) {
    const claims: Record<'accessToken' | 'idToken', Record<string, unknown>> = { accessToken: {}, idToken: {} };
    const into = (token: 'accessToken' | 'idToken') => ({
      setCustomClaim: (name: string, value: unknown) => (claims[token][name] = value),
    });
    await action.onExecutePostLogin(
      {
        client: { client_id: 'portal' },
        connection: { name: 'google-oauth2' },
        transaction: { protocol: 'oidc-basic-profile' },
        user: {
          user_id: 'auth0|7',
          identities: [{ provider: 'auth0', user_id: 7, connection: 'db', isSocial: false }],
        },
        secrets: {
          ONEFOLD_ORIGIN: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          ONEFOLD_ACTION_SECRET: 'shared',
          AUTH0_CLIENT_ID: 'portal, other-portal',
          ...(secrets as object),
        },
        ...event,
      },
      { accessToken: into('accessToken'), idToken: into('idToken') },
    );
    expect(claims.accessToken).toEqual({ 'https://onefold.dev/connection': 'google-oauth2' });
    return claims.idToken;
  }

  it("adds the linking server's suggestions to the ID token", async () => {
    expect(await logIn()).toEqual({ 'https://onefold.dev/suggestions': [SUGGESTION] });
    expect(requests).toEqual([
      {
        url: '/v1/login-suggestions',
        authorization: 'Bearer shared',
        body: { user_id: 'auth0|7', identities: [{ provider: 'auth0', user_id: '7' }] },
      },
    ]);
  });

  it('sets no claim without suggestions', async () => {
    handleRequest = (_request, response) => response.end('{"suggestions":[]}');
    expect(await logIn()).toEqual({});
  });

  const unsuitableEvents: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'without the server': { secrets: { ONEFOLD_ORIGIN: undefined } },
    'without the secret': { secrets: { ONEFOLD_ACTION_SECRET: undefined } },
    'without the portal': { secrets: { AUTH0_CLIENT_ID: undefined } },
    'at a login of another application': { client: { client_id: 'linking-server' } },
    'if a token is renewed': { transaction: { protocol: 'oauth2-refresh-token' } },
  };
  for (const [label, event] of Object.entries(unsuitableEvents)) {
    it(`sends no request ${label}`, async () => {
      expect(await logIn(event)).toEqual({});
      expect(requests).toEqual([]);
    });
  }

  it('never sends its secret over http', async () => {
    const fetched = spyOn(globalThis, 'fetch');
    expect(await logIn({ secrets: { ONEFOLD_ORIGIN: 'http://accounts.example.com' } })).toEqual({});
    expect(fetched).not.toHaveBeenCalled();
    expect(printed).toHaveBeenCalledOnceWith('No suggestions at this login: ONEFOLD_ORIGIN must begin with https:');
  });

  const failures: Readonly<Record<string, RequestListener>> = {
    'refuses it': (_request, response) => response.writeHead(401).end('{}'),
    'responds with another type': (_request, response) => response.end('<h1>Hello</h1>'),
    'responds without suggestions': (_request, response) => response.end('{}'),
    redirects: (_request, response) => response.writeHead(302, { location: 'https://elsewhere' }).end(),
    'closes the connection': (request) => request.socket.destroy(),
    'never responds': () => undefined,
  };
  for (const [what, listener] of Object.entries(failures)) {
    it(`lets the login continue if the linking server ${what}`, async () => {
      handleRequest = listener;
      expect(await logIn()).toEqual({});
      expect(requests.length).toBe(1);
      expect(printed).toHaveBeenCalledOnceWith(jasmine.stringMatching(/^No suggestions at this login: /));
    });
  }
});
