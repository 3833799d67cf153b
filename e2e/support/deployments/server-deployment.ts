import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinkingServer, readServerConfig, type LinkingServer } from '@onefold/server';
import { createTenant, DEMO_SEED, type Tenant, type TenantOptions } from '@onefold/tenant';
import {
  localClient,
  localConfig,
  localServerClients,
  localAction,
  localServerEnvironment,
  onExecutePostLogin,
} from '../../../scripts/configuration/local-configuration.mjs';
import { PORTAL_FOLDER } from '../../../scripts/portal/build-portal.mjs';
import { servePortal } from '../../../scripts/serve-portal.mjs';
import { freePort } from '../../../scripts/process/free-port.mjs';
import { emptyTables } from './empty-tables.ts';
import type { Deployment } from './deployment.ts';

/** A deployment whose linking server runs in this process. */
export interface ServerDeployment extends Deployment {
  /** The server's dependencies, for writing states that take long to reach by requests. */
  readonly services: LinkingServer['services'];
}

/** The linking server in this process, which serves the portal, too; its store is in memory. */
export async function openServerDeployment(settings: Readonly<Record<string, string>> = {}): Promise<ServerDeployment> {
  const origin = await freeOrigin();
  const tenant = await createServedTenant(origin);
  return startServer(tenant, origin, { ...serverEnvironment(tenant, origin), ...settings });
}

/** As {@link openServerDeployment}, with the whole Action in the tenant, which asks the server for suggestions at each login. */
export async function openDeploymentWithAction(
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerDeployment> {
  const origin = await freeOrigin();
  const seed = { ...DEMO_SEED, actions: [localAction(origin)] };
  const tenant = await createServedTenant(origin, origin, { seed });
  return startServer(tenant, origin, { ...serverEnvironment(tenant, origin), ...settings });
}

/** The linking server in this process, and the portal at a separate origin. */
export async function openSeparateDeployment(): Promise<Deployment> {
  const serverOrigin = await freeOrigin();
  let tenant: Tenant | undefined;
  const portal = await servePortal({
    config: async (portalOrigin) => {
      tenant = await createServedTenant(serverOrigin, portalOrigin);
      return localConfig(tenant.origin, { linkingServer: serverOrigin });
    },
  });
  if (tenant === undefined) throw new Error('The portal was served without a configuration.');
  const deployment = await startServer(tenant, portal.origin, {
    ...serverEnvironment(tenant, serverOrigin),
    ONEFOLD_PORTAL_ORIGINS: portal.origin,
    ONEFOLD_PORTAL_FOLDER: '',
  });
  return {
    ...deployment,
    stop: async () => {
      await portal.close();
      await deployment.stop();
    },
  };
}

/**
 * The linking server and its portal below a path of their origin. The portal is the production build with another base, which is all
 * that `ng build --base-href` changes in its page.
 */
export async function openDeploymentBelow(base: `/${string}`): Promise<ServerDeployment> {
  const origin = await freeOrigin();
  const folder = mkdtempSync(join(tmpdir(), 'onefold-below-'));
  cpSync(PORTAL_FOLDER, folder, { recursive: true });
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<base href="/"', `<base href="${base}/"`));
  const spa = localClient(origin);
  const tenant = await createTenant({
    clients: [
      { ...spa, callbacks: [`${origin}${base}/callback`], allowed_logout_urls: [`${origin}${base}/`] },
      ...localServerClients(`${origin}${base}`),
    ],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
    postLogin: onExecutePostLogin,
  });
  const deployment = await startServer(tenant, origin, {
    ...serverEnvironment(tenant, origin),
    ONEFOLD_BASE_PATH: base,
    ONEFOLD_PROFILE_PATH: `${base}/profile`,
    ONEFOLD_PORTAL_FOLDER: folder,
  });
  return {
    ...deployment,
    stop: async () => {
      await deployment.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freeOrigin(): Promise<string> {
  return `http://localhost:${String(await freePort(0))}`;
}

/** @param origin The portal's origin. */
async function startServer(
  tenant: Tenant,
  origin: string,
  environment: Record<string, string>,
): Promise<ServerDeployment> {
  const server = await createLinkingServer(readServerConfig(environment));
  return {
    tenant,
    origin,
    services: server.services,
    reset: async () => {
      tenant.control.reset();
      await emptyTables(server.services.store);
    },
    stop: async () => {
      await server.stop();
      await tenant.stop();
    },
  };
}

/** A tenant for a portal and a linking server; its Action reports the connection of the sign-in to the server. */
export function createServedTenant(
  serverOrigin: string,
  portalOrigin = serverOrigin,
  action: Pick<TenantOptions, 'seed' | 'postLogin'> = { postLogin: onExecutePostLogin },
): Promise<Tenant> {
  return createTenant({
    clients: [localClient(portalOrigin), ...localServerClients(serverOrigin)],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
    ...action,
  });
}

/** Settings of a linking server for tests: those of `npm start`, with rates so high that no test waits for them. */
export function serverEnvironment(tenant: Tenant, serverOrigin: string): Readonly<Record<string, string>> {
  return {
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin }),
    ONEFOLD_PORTAL_FOLDER: PORTAL_FOLDER,
    ONEFOLD_REQUEST_RATE: '100000/1s',
    ONEFOLD_MANAGEMENT_RATE: '1000/1s',
    LOG_LEVEL: 'error',
  };
}
