/** The lower bound: a bare `oidc-provider`, with its own pages for development and all data in memory. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { BENCH_CLIENT } from '../tenants/bench-client.ts';
import { reportToParent } from './report-to-parent.ts';

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' };
const server = createServer().listen(0, 'localhost', () => {
  const { port } = server.address() as AddressInfo;
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: BENCH_CLIENT.id,
        redirect_uris: [BENCH_CLIENT.redirectUri],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        application_type: 'native',
      },
    ],
    jwks: { keys: [key] },
    scopes: ['openid', 'offline_access'],
  });
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  reportToParent(port);
});
