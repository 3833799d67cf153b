import { ClientsClient } from 'auth0/clients';
import { ConnectionsClient } from 'auth0/connections';
import { RefreshTokensClient } from 'auth0/refreshTokens';
import { SessionsClient } from 'auth0/sessions';
import { UsersClient } from 'auth0/users';

/** The parts of the `auth0` SDK this server calls. */
export interface ManagementClients {
  readonly users: UsersClient;
  readonly connections: ConnectionsClient;
  readonly clients: ClientsClient;
  readonly sessions: SessionsClient;
  readonly refreshTokens: RefreshTokensClient;
}

/**
 * Makes the SDK's clients: without its own repetitions and token, which `ManagementCalls` sees to, and without following
 * redirects, which could carry the token elsewhere.
 *
 * @param managementApi Base with trailing slash. `ManagementClient` would force https, these clients take what they get.
 */
export function createManagementClients(managementApi: string): ManagementClients {
  const options = {
    baseUrl: managementApi.replace(/\/$/, ''),
    token: '',
    auth: false as const,
    maxRetries: 0,
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => fetch(input, { ...init, redirect: 'error' }),
  };
  return {
    users: new UsersClient(options),
    connections: new ConnectionsClient(options),
    clients: new ClientsClient(options),
    sessions: new SessionsClient(options),
    refreshTokens: new RefreshTokensClient(options),
  };
}
