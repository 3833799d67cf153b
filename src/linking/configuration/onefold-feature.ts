import { type EnvironmentProviders, type Provider, InjectionToken } from '@angular/core';
import type { StartedSession } from '@onefold/angular/session';
import type { LinkableConnection } from '../model/connection';

/** Purpose of a feature. Each kind may occur once. */
export type OnefoldFeatureKind =
  | 'auth0-angular'
  | 'linking-server'
  | 'management-api'
  | 'started-session'
  | 'connections'
  | 'labels'
  | 'brand-marks'
  | 'apis';

/** One `with…()` argument of `provideOnefold()`. Made only by the `with…()` functions. */
export interface OnefoldFeature<Kind extends OnefoldFeatureKind> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly (Provider | EnvironmentProviders)[];
}

/** Every feature `provideOnefold()` accepts. */
export type OnefoldFeatures = { [Kind in OnefoldFeatureKind]: OnefoldFeature<Kind> }[OnefoldFeatureKind];

/** Brands the providers of one feature. Internal. */
export function onefoldFeature<Kind extends OnefoldFeatureKind>(
  kind: Kind,
  providers: readonly (Provider | EnvironmentProviders)[],
): OnefoldFeature<Kind> {
  return { ɵkind: kind, ɵproviders: providers };
}

/** Options of `withManagementApi()`. */
export interface ManagementApiOptions {
  /**
   * The tenant's own domain, where `domain` is a custom domain: Auth0 serves the Management API, and accepts its
   * audience, only under the tenant's own domain (Auth0: Custom Domains). Default: `domain`.
   */
  readonly tenantDomain?: string;
  /**
   * Also links accounts whose email address is not verified. Default: false, because an attacker who registered
   * another user's address could have it linked. `email_verified` must be exactly `true`.
   */
  readonly allowUnverifiedEmail?: boolean;
}

/** Options of `withLinkingServer()`. */
export interface LinkingServerOptions {
  /** The server's origin, or `/` for the page's own. */
  readonly url: string | undefined;
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

/** A mark of a connection: a picture, or a path that is drawn in one color. */
export type BrandMark =
  | { readonly src: string }
  | {
      /** SVG path in a 24×24 box. */
      readonly path: string;
      /** Its color on a light tile; default: that of text. */
      readonly onLight?: string;
      /** Its color on a dark tile; default: that of text. */
      readonly onDark?: string;
    };

/** Set by `withBrandMarks()`. Internal. */
export const BRAND_MARKS = new InjectionToken<Readonly<Record<string, BrandMark>>>('onefold.brand-marks', {
  factory: () => ({}),
});

/** Set by `withStartedSession()`; `null` without it, or if it could not start. Internal. */
export const STARTED_SESSION = new InjectionToken<Promise<StartedSession | null>>('onefold.started-session', {
  factory: () => Promise.resolve(null),
});

/** Code to load while the session is checked, because the guarded page needs it. Internal. */
export const PRELOADS = new InjectionToken<readonly (() => Promise<unknown>)[]>('onefold.preloads', {
  factory: () => [],
});
