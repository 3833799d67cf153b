import type { LinkableConnection } from '../identities/connection';
import type { ManagementApiOptions } from './feature-settings';
import type { OnefoldConfig } from './onefold-config';
import type { ResolvedOnefoldConfig } from './resolved-onefold-config';

/** The settings that can be wrong; `configuration-invalid.ts` has a text for each. */
export interface InvalidSetting {
  readonly setting: 'config' | 'loader' | 'domain' | 'clientId' | 'tenantDomain' | 'callbackPath' | 'linkCallbackPath';
  readonly value: unknown;
}

interface FeatureSettings {
  readonly managementApi: ManagementApiOptions | null;
  readonly connections: readonly LinkableConnection[];
  readonly labels: Readonly<Record<string, string>>;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The origin of a tenant, or `undefined` where the value is neither a domain nor an origin. http only on loopback. */
function tenantOrigin(domain: unknown): string | undefined {
  if (typeof domain !== 'string' || /[\s\\]/.test(domain)) return undefined;
  const text = /^https?:\/\//i.test(domain) ? domain : `https://${domain}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = !(url.username || url.password || url.search || url.hash) && url.pathname === '/';
  const known = LOOPBACK.test(url.hostname) || (url.protocol === 'https:' && url.hostname.includes('.'));
  return bare && known ? url.origin : undefined;
}

const isPath = (value: string) => /^\/[^/\\?#\s][^\\?#\s]*$/.test(value);

const words = (...scopes: readonly (string | undefined)[]) =>
  [...new Set(scopes.flatMap((scope) => scope?.split(/\s+/).filter(Boolean) ?? []))].join(' ');

/** Validates a configuration and adds what the features need; or names the first setting that is wrong. */
export function resolveConfig(
  config: OnefoldConfig | null | undefined,
  features: FeatureSettings,
): ResolvedOnefoldConfig | InvalidSetting {
  if (typeof config !== 'object' || config === null) return { setting: 'config', value: config };
  const { domain, clientId, organization, callbackPath = '/callback', linkCallbackPath = '/link/callback' } = config;
  const origin = tenantOrigin(domain);
  if (!origin) return { setting: 'domain', value: domain };
  if (typeof clientId !== 'string' || !/^[^\s<>{}]+$/.test(clientId)) return { setting: 'clientId', value: clientId };
  if (!isPath(callbackPath)) return { setting: 'callbackPath', value: callbackPath };
  if (!isPath(linkCallbackPath) || linkCallbackPath === callbackPath)
    return { setting: 'linkCallbackPath', value: linkCallbackPath };

  let managementApi: string | undefined;
  if (features.managementApi) {
    const apiOrigin = tenantOrigin(features.managementApi.tenantDomain ?? domain);
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
    ...(managementApi && { managementApi }),
    connections: (config.connections ?? features.connections).map((connection) => ({
      ...connection,
      label: labels[connection.name] ?? connection.label,
    })),
    labels,
  };
}
