import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createTenant, type NewUser, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
  onExecutePostLogin,
} from '../../scripts/configuration/local-configuration.mjs';
import { bundleProgram } from '../../scripts/process/bundle-program.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import { deleteUser } from '../../server/src/testing/delete-user.ts';
import { ApiUser, type PortalAddress } from '../../server/src/testing/api-user.ts';
import { HttpBrowser } from '../../server/src/testing/http-browser.ts';
import type { Deployment } from './deployment.ts';
import { ServerUnderAttack } from './server-under-attack.ts';

const SERVER = new URL('../../server/src/index.ts', import.meta.url);
/** The local tenant's database connection. */
export const DATABASE = 'Username-Password-Authentication';
/** The password of every user of an attack. */
const PASSWORD = 'an attack password';

/** A tenant and a linking server for the attacks alone, which create as many users as they need. */
export interface AttackHarness extends Deployment {
  readonly tenant: Tenant;
  readonly server: ServerUnderAttack;
  readonly portal: PortalAddress;
  /** Creates an unused account, by default with a verified address. */
  user(more?: Partial<NewUser>): Promise<ApiUser>;
  /** Deletes an account, as an administrator does. */
  deleteUser(sub: string): Promise<void>;
  /** Signs an access token that is valid except for the given claims; `null` omits a claim. */
  accessToken(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Moves the clocks of tenant and server, in seconds. */
  advance(seconds: number): Promise<void>;
  /** Seconds by which the clocks have been moved. */
  clockOffset(): number;
  /** Starts another server with a different configuration at the same tenant; it ends with the harness. */
  startOtherServer(environment: Readonly<Record<string, string>>): Promise<ServerUnderAttack>;
  stop(): Promise<void>;
}

/** The code that runs under attack. */
export interface AttackHarnessOptions {
  /** The server's sources; default: those of this workspace. */
  readonly serverFolder?: string;
  /** A built portal to serve. */
  readonly portalFolder?: string;
}

/** Starts the tenant and the linking server. */
export async function startAttackHarness(options: AttackHarnessOptions = {}): Promise<AttackHarness> {
  const { serverFolder, portalFolder } = options;
  const module = serverFolder === undefined ? await bundleProgram(SERVER) : join(serverFolder, 'src', 'index.ts');
  const origin = `http://localhost:${await freePort(0)}`;
  const tenant = await createTenant({
    clients: [localClient(origin), ...localServerClients(origin)],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
    postLogin: onExecutePostLogin,
  });
  const { clientId } = localConfig(tenant.origin);
  const environmentAt = (serverOrigin: string) => ({
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin }),
    ONEFOLD_MANAGEMENT_RATE: '1000/1s',
    ONEFOLD_REQUEST_RATE: '100000/1s',
    // The attacks read every possible log entry.
    LOG_LEVEL: 'debug',
    ...(portalFolder === undefined ? {} : { ONEFOLD_PORTAL_FOLDER: portalFolder }),
  });
  const server = await ServerUnderAttack.start(module, origin, environmentAt(origin));
  const others: ServerUnderAttack[] = [];
  let clockOffset = 0;

  const accessToken: AttackHarness['accessToken'] = (claims, header) =>
    tenant.control.signToken({ aud: LOCAL_AUDIENCE, azp: clientId, scope: 'openid profile email', ...claims }, header);

  return {
    tenant,
    server,
    portal: { origin, tenantOrigin: tenant.origin, clientId, audience: LOCAL_AUDIENCE },
    connection: 'google-oauth2',
    accessToken,
    user: async (more = {}) => {
      const connection = more.connection ?? DATABASE;
      const email = more.profile?.email ?? `${randomUUID()}@example.com`;
      const password = connection === DATABASE ? { password: PASSWORD } : {};
      const user = tenant.control.addUser({
        ...{ connection, ...password, ...more },
        profile: { name: `ApiUser ${email}`, email, email_verified: true, ...more.profile },
      });
      return new ApiUser({
        sub: user.user_id,
        account: { connection, email, ...password },
        token: await accessToken({ sub: user.user_id }),
        browser: new HttpBrowser(),
        origin,
      });
    },
    deleteUser: (sub) => deleteUser(tenant, sub),
    clockOffset: () => clockOffset,
    advance: async (seconds) => {
      clockOffset += seconds;
      tenant.control.advanceClock(seconds);
      await server.advance(seconds);
    },
    startOtherServer: async (environment) => {
      const other = `http://localhost:${await freePort(0)}`;
      const started = await ServerUnderAttack.start(module, other, { ...environmentAt(other), ...environment });
      others.push(started);
      // Follows the tenant's clock: otherwise the tenant's tokens would be issued in the future.
      await started.advance(clockOffset);
      return started;
    },
    stop: async () => {
      // Servers first: they still call the tenant while they stop.
      await Promise.all([server, ...others].map((each) => each.stop()));
      await tenant.stop();
    },
  };
}
