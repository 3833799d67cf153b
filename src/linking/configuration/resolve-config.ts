import type { LinkableConnection } from '../model/connection';
import type { LinkingServerOptions, ManagementApiOptions } from './onefold-feature';
import type { OnefoldConfig, ResolvedOnefoldConfig } from './onefold-config';

/** The settings that can be wrong; `configuration-invalid.ts` has a text for each. */
export interface InvalidSetting {
  readonly setting:
    | 'config'
    | 'loader'
    | 'domain'
    | 'clientId'
    | 'audience'
    | 'linkingServer'
    | 'tenantDomain'
    | 'callbackPath'
    | 'linkCallbackPath';
  readonly value: unknown;
}

interface FeatureSettings {
  readonly linkingServer: LinkingServerOptions | null;
  readonly managementApi: ManagementApiOptions | null;
  readonly connections: readonly LinkableConnection[];
  readonly labels: Readonly<Record<string, string>>;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The origin, or `undefined` where the value is neither a domain nor an origin. http only on loopback. */
function originOf(domain: unknown): string | undefined {
  if (typeof domain !== 'string' || /[\s\\]|^\//.test(domain)) return undefined;
  const text = /^https?:\/\//i.test(domain) ? domain : `https://${domain}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = !(url.username || url.password || url.search || url.hash) && url.pathname === '/';
  const known =
    LOOPBACK.test(url.hostname) || (url.protocol === 'https:' && (url.hostname.includes('.') || text === domain));
  return bare && known ? url.origin : undefined;
}

/** The base address without a trailing slash: an origin, and a path if a proxy serves the server under one. */
function serverOf(server: unknown, page: string): string | undefined {
  if (typeof server !== 'string') return undefined;
  const own = /^\/(?!\/)/.test(server);
  const [, start, path = ''] = /^(https?:\/\/[^/]*|[^/]*)((?:\/[\w.~-]+)*)\/?$/i.exec(server) ?? [];
  const origin = originOf(own ? new URL(page).origin : start);
  // The library adds the version itself.
  return start === undefined || !origin || /\/(v1|\.{1,2})(\/|$)/.test(path) ? undefined : origin + path;
}

const isPath = (value: string) => /^\/[^/\\?#\s][^\\?#\s]*$/.test(value);

const words = (...scopes: readonly (string | undefined)[]) =>
  [...new Set(scopes.flatMap((scope) => scope?.split(/\s+/).filter(Boolean) ?? []))].join(' ');

/**
 * Validates a configuration and adds what the features need; or names the first setting that is wrong.
 *
 * @param page address of the page, whose origin is meant by `linkingServer: '/'` and `'/accounts'`
 */
export function resolveConfig(
  config: OnefoldConfig | null | undefined,
  features: FeatureSettings,
  page: string,
): ResolvedOnefoldConfig | InvalidSetting {
  if (typeof config !== 'object' || config === null) return { setting: 'config', value: config };
  const { domain, clientId, organization, callbackPath = '/callback', linkCallbackPath = '/link/callback' } = config;
  const origin = originOf(domain);
  if (!origin) return { setting: 'domain', value: domain };
  if (typeof clientId !== 'string' || !/^[^\s<>{}]+$/.test(clientId)) return { setting: 'clientId', value: clientId };
  if (!isPath(callbackPath)) return { setting: 'callbackPath', value: callbackPath };
  if (!isPath(linkCallbackPath) || linkCallbackPath === callbackPath)
    return { setting: 'linkCallbackPath', value: linkCallbackPath };

  const server = config.linkingServer ?? features.linkingServer?.url;
  let linkingServer: string | undefined;
  // Reject a server without the feature, and the feature without a server: linking would silently use another gateway.
  if (server !== undefined || (features.linkingServer && !features.managementApi)) {
    linkingServer = serverOf(server, page);
    if (!linkingServer || !features.linkingServer) return { setting: 'linkingServer', value: server };
    if (!config.audience) return { setting: 'audience', value: config.audience };
  }
  let managementApi: string | undefined;
  if (features.managementApi && !linkingServer) {
    const apiOrigin = originOf(features.managementApi.tenantDomain ?? domain);
    if (!apiOrigin) return { setting: 'tenantDomain', value: features.managementApi.tenantDomain };
    managementApi = `${apiOrigin}/api/v2/`;
  }
  const audience = config.audience ?? managementApi;
  const { labels } = features;
  return {
    clientId,
    origin,
    issuer: `${origin}/`,
    ...(audience && { audience }),
    scope: words(
      'openid profile email',
      managementApi && 'read:current_user update:current_user_identities',
      config.scope,
    ),
    ...(organization && { organization }),
    callbackPath,
    linkCallbackPath,
    ...(linkingServer && { linkingServer }),
    ...(managementApi && { managementApi }),
    // The safe choice where a loaded configuration has another value.
    cacheLocation: config.cacheLocation === 'localstorage' ? 'localstorage' : 'memory',
    useDpop: config.useDpop === true,
    ...(config.workerUrl && { workerUrl: config.workerUrl }),
    connections: (config.connections ?? features.connections).map((connection) => ({
      ...connection,
      label: labels[connection.name] ?? connection.label,
    })),
    labels,
  };
}
