import type { TenantOptions } from '@onefold/tenant';

/** The applications of a server at a tenant: `server` for its sign-ins, `machine` for the Management API; both with the secret `secret`. */
export function serverClients(serverOrigin: string): NonNullable<TenantOptions['clients']> {
  const scope = ['read:users', 'update:users', 'read:connections', 'read:client_summary'];
  const sessions = ['read:sessions', 'delete:sessions', 'read:refresh_tokens', 'delete:refresh_tokens'];
  return [
    { client_id: 'portal', name: 'Portal', app_type: 'spa', callbacks: [`${serverOrigin}/callback`] },
    {
      ...{ client_id: 'server', name: 'Server', app_type: 'regular_web', client_secret: 'secret' },
      callbacks: [`${serverOrigin}/v1/callback`],
    },
    {
      ...{ client_id: 'machine', name: 'Machine', app_type: 'non_interactive', client_secret: 'secret' },
      grants: [{ audience: '/api/v2/', scope: [...scope, ...sessions] }],
    },
  ];
}
