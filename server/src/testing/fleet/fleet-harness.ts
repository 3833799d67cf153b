import { randomUUID } from 'node:crypto';
import type { IdentityRef } from '@onefold/contract';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../../scripts/configuration/local-configuration.mjs';
import type { Account } from '../http-browser.ts';
import { ApiUser, type PortalAddress } from '../api-user.ts';
import { startServerFleet, type ServerFleet } from './server-fleet.ts';

/** The database connection of the local tenant. */
const DATABASE = 'Username-Password-Authentication';
const PASSWORD = 'a demo password';

/** An account made for a spec. */
export interface CreatedAccount extends Account {
  /** `sub`. */
  readonly id: string;
  readonly identity: IdentityRef;
}

/** A tenant and linking servers on it. */
export interface FleetHarness {
  readonly tenant: Tenant;
  readonly fleet: ServerFleet;
  /** Makes an account at the tenant, with a unique verified address, and other accounts already linked to it. */
  account(connection?: string, linked?: readonly string[]): CreatedAccount;
  signIn(account: Account): Promise<ApiUser>;
  /** Calls of the Management API that ended well, as `POST /api/v2/users/…/identities`. */
  managementCalls(method: string, path: RegExp): number;
  stop(): Promise<void>;
}

/** Starts a tenant and some linking servers on one PostgreSQL. @param own Environment of one server alone. */
export async function startFleetHarness(
  size: number,
  environment: Readonly<Record<string, string>> = {},
  own?: (index: number) => Readonly<Record<string, string>>,
): Promise<FleetHarness> {
  let tenant: Tenant | undefined;
  const sealingKey = Buffer.alloc(32, 7).toString('base64');
  const fleet = await startServerFleet(
    size,
    async (serverOrigin) => {
      tenant = await createTenant({
        clients: [localClient(serverOrigin), ...localServerClients(serverOrigin)],
        control: true,
        rateLimit: { limit: 10_000, perSeconds: 1 },
      });
      return {
        ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin, sealingKey }),
        ONEFOLD_MANAGEMENT_RATE: '500/1s',
        ONEFOLD_REQUEST_RATE: '100000/1s',
        ...environment,
      };
    },
    own,
  );
  if (tenant === undefined) throw new Error('The servers were started without a tenant.');
  return harnessOf(tenant, fleet);
}

function harnessOf(tenant: Tenant, fleet: ServerFleet): FleetHarness {
  const portal: PortalAddress = {
    origin: fleet.origin,
    tenantOrigin: tenant.origin,
    clientId: localConfig(tenant.origin).clientId,
    audience: LOCAL_AUDIENCE,
  };
  return {
    tenant,
    fleet,
    account: (connection = DATABASE, linked = []) => {
      const email = `${randomUUID()}@example.com`;
      const profile = { name: email, email, email_verified: true };
      const user = tenant.control.addUser({
        connection,
        profile,
        ...(connection === DATABASE ? { password: PASSWORD } : {}),
        linked: linked.map((each) => ({ connection: each, profile })),
      });
      const [{ provider, user_id }] = user.identities;
      return {
        id: user.user_id,
        identity: { provider, user_id: String(user_id) },
        connection,
        email,
        ...(connection === DATABASE ? { password: PASSWORD } : {}),
      };
    },
    signIn: (account) => ApiUser.signIn(portal, account),
    managementCalls: (method, path) =>
      tenant.control.journal
        .entries()
        .filter(
          (entry) => entry.method === method && path.test(entry.path) && entry.status >= 200 && entry.status < 300,
        ).length,
    stop: async () => {
      // The servers first: they still talk to the tenant while they end.
      try {
        await fleet.stop();
      } finally {
        await tenant.stop();
      }
    },
  };
}
