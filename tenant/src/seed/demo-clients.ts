import type { TenantClient } from '../model/tenant-client.ts';
import { MANAGEMENT_SCOPES } from './management-scopes.ts';

/** Secret of the demo server. Not confidential: it is published here. */
const DEMO_SECRET = 'onefold-demo-secret';

/**
 * The applications of the command line's demo: first one in the browser, then a server that may do everything at the
 * Management API.
 */
export function demoClients(
  clientId = 'onefold-demo',
  origins: readonly string[] = ['http://localhost:4200'],
): readonly TenantClient[] {
  const urls = (path: string) => origins.map((origin) => `${origin}${path}`);
  return [
    {
      client_id: clientId,
      name: 'Demo application',
      app_type: 'spa',
      callbacks: [...urls(''), ...urls('/'), ...urls('/callback'), ...urls('/link/callback')],
      allowed_logout_urls: [...urls(''), ...urls('/')],
      web_origins: origins,
    },
    {
      client_id: 'onefold-demo-server',
      name: 'Demo server',
      app_type: 'non_interactive',
      client_secret: DEMO_SECRET,
      grants: [{ audience: '/api/v2/', scope: MANAGEMENT_SCOPES }],
    },
  ];
}
