import type { Logger } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import { type PortalConfig, portalContent, readPortal, WORKER } from './portal-content.ts';
import { handlePortalRequest } from './handle-portal-request.ts';

/**
 * Answers requests for the portal from inside the linking server.
 *
 * @param logger Logs what the build lacks.
 * @throws {PortalFolderError} If the folder contains no built portal.
 */
export async function createPortalHandler(
  config: ServerConfig,
  portal: NonNullable<ServerConfig['portal']>,
  logger?: Pick<Logger, 'warn'>,
): Promise<(request: Request) => Promise<Response>> {
  const { basePath } = config;
  const { allowed } = portal;
  const content = portalContent(await readPortal(portal.folder), portalConfigOf(config, portal), {
    ...(basePath === undefined ? {} : { basePath }),
    ...(allowed === undefined ? {} : { allowed }),
  });
  if (content.worker === undefined) {
    // The SDK would make its worker from text, which the policy blocks: a sign-in with refresh tokens would fail in the browser.
    logger?.warn({ file: WORKER, folder: portal.folder }, 'portal built without the token worker');
  }
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const response = await handlePortalRequest(content, { method, url: `${pathname}${search}`, headers });
    return new Response(response.body === undefined ? null : new Uint8Array(response.body), response);
  };
}

/** The configuration for the served portal: this server and the tenant. */
function portalConfigOf(config: ServerConfig, { organization }: NonNullable<ServerConfig['portal']>): PortalConfig {
  const { issuer, audience, portalClientIds, connections } = config;
  const { protocol, host, origin } = new URL(issuer);
  return {
    domain: protocol === 'https:' ? host : origin,
    clientId: portalClientIds[0] ?? '',
    audience,
    ...(organization === undefined ? {} : { organization }),
    linkingServer: config.basePath ?? '/',
    connections: connections
      .filter(({ rule }) => rule !== 'hidden')
      .map(({ name, label, provider }) => ({ name, label, ...(provider === undefined ? {} : { provider }) })),
  };
}
