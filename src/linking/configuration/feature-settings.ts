import { InjectionToken } from '@angular/core';
import type { LinkableConnection } from '../identities/connection';

/** What `withManagementApi()` was told. */
export interface ManagementApiOptions {
  /**
   * The tenant's own domain, where `domain` is a custom domain: Auth0 serves the Management API, and accepts its
   * audience, only under the tenant's own domain (Auth0: Custom Domains). Default: `domain`.
   */
  readonly tenantDomain?: string;
  /**
   * Also links accounts whose e-mail address is not verified. Default: false, because whoever registered somebody
   * else's address could have it linked. `email_verified` must be exactly `true`.
   */
  readonly allowUnverifiedEmail?: boolean;
}

/** What `withLinkingServer()` was told. */
export interface LinkingServerOptions {
  /** The server's origin, or `/` for the page's own. */
  readonly url: string | undefined;
}

/** What `withApis()` was told: URLs whose origin and leading path segments a request must share. */
export interface BearerApis {
  /** Get the bearer token. */
  readonly allow: readonly string[];
  /** Never get it, even below an allowed URL. */
  readonly deny: readonly string[];
}

/** Set by `withManagementApi()`; `null` without it. Internal. */
export const MANAGEMENT_API = new InjectionToken<ManagementApiOptions | null>('onefold.management-api', {
  factory: () => null,
});

/** Set by `withLinkingServer()`; `null` without it. Internal. */
export const LINKING_SERVER = new InjectionToken<LinkingServerOptions | null>('onefold.linking-server', {
  factory: () => null,
});

/** Set by `withConnections()`. Internal. */
export const CONNECTIONS = new InjectionToken<readonly LinkableConnection[]>('onefold.connections', {
  factory: () => [],
});

/** Set by `withLabels()`: label by connection name. Internal. */
export const LABELS = new InjectionToken<Readonly<Record<string, string>>>('onefold.labels', { factory: () => ({}) });

/** Set by `withApis()`. Internal. */
export const APIS = new InjectionToken<BearerApis>('onefold.apis', { factory: () => ({ allow: [], deny: [] }) });

/** What to fetch while the session is being checked, because the guarded page will need it. Internal. */
export const PRELOADS = new InjectionToken<readonly (() => Promise<unknown>)[]>('onefold.preloads', {
  factory: () => [],
});
