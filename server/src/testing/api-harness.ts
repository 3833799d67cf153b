import { randomUUID } from 'node:crypto';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../scripts/configuration/local-configuration.mjs';
import { freePort } from '../../../scripts/process/free-port.mjs';
import { readServerConfig } from '../configuration/read-server-config.ts';
import { createLinkingServer, type LinkingServer } from '../create-linking-server.ts';
import { ApiUser } from './api-user.ts';
import { eventually } from './eventually.ts';
import { HttpBrowser } from './http-browser.ts';

const DATABASE = 'Username-Password-Authentication';
const PASSWORD = 'a demo password';

/** A tenant and a linking server in this process. */
export interface ApiHarness {
  readonly tenant: Tenant;
  /** The running server. */
  readonly server: LinkingServer;
  /** Starts the server again, with other settings. */
  restart(environment: Readonly<Record<string, string>>): Promise<void>;
  /** Creates an account with a verified address and an access token. */
  user(connection?: string): Promise<ApiUser>;
  stop(): Promise<void>;
}

/** Starts both. @param environment Settings of the server. */
export async function startApiHarness(environment: Readonly<Record<string, string>> = {}): Promise<ApiHarness> {
  const origin = `http://localhost:${await freePort(0)}`;
  const tenant = await createTenant({
    clients: [localClient(origin), ...localServerClients(origin)],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
  });
  const settings = {
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin }),
    ...{ LOG_LEVEL: 'silent', ONEFOLD_MANAGEMENT_RATE: '1000/1s', ONEFOLD_REQUEST_RATE: '100000/1s' },
    ...environment,
  };
  let server = await createLinkingServer(readServerConfig(settings));
  return {
    tenant,
    get server() {
      return server;
    },
    restart: async (changed) => {
      await server.stop();
      server = await createLinkingServer(readServerConfig({ ...settings, ...changed }));
      // Connections that were kept open to the previous server break once.
      const isUp = () =>
        fetch(`${origin}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await eventually('the server responds', isUp);
    },
    user: async (connection = DATABASE) => {
      const email = `${randomUUID()}@example.com`;
      const password = connection === DATABASE ? { password: PASSWORD } : {};
      const profile = { name: email, email, email_verified: true };
      const { user_id: sub } = tenant.control.addUser({ connection, ...password, profile });
      const { clientId: azp } = localConfig(tenant.origin);
      const token = await tenant.control.signToken({ sub, aud: LOCAL_AUDIENCE, azp });
      const account = { connection, email, ...password };
      return new ApiUser({ sub, account, token, browser: new HttpBrowser(), origin });
    },
    stop: async () => {
      // The server first: it still calls the tenant while it stops.
      await server.stop();
      await tenant.stop();
    },
  };
}
