import {
  ApplicationRef,
  EnvironmentInjector,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import type { StartedSession } from '@onefold/angular/session';
import { AuthService } from './auth/auth.service';
import { reportMistake } from './model/report-mistake';
import { OwnAuthService } from './auth/own-client/own-auth.service';
import { CONFIG_SOURCE } from './configuration/configuration.service';
import type { OnefoldConfig } from './configuration/onefold-config';
import {
  BRAND_MARKS,
  type BrandMark,
  type OnefoldFeatures,
  onefoldFeature,
  type OnefoldFeature,
  CONNECTIONS,
  LABELS,
  STARTED_SESSION,
} from './configuration/onefold-feature';
import type { LinkableConnection } from './model/connection';

declare const ngDevMode: boolean | undefined;

/**
 * Configures Onefold. Takes the settings, or a function that loads them; the function is called once, when the
 * application starts, in an injection context: it may use `HttpClient`.
 *
 * @example
 * bootstrapApplication(App, {
 *   providers: [
 *     provideRouter(routes),
 *     provideOnefold(
 *       { domain: 'example.eu.auth0.com', clientId: '…', audience: 'https://accounts.example.com/' },
 *       withLinkingServer('https://accounts.example.com'),
 *     ),
 *   ],
 * });
 */
export function provideOnefold(
  config: OnefoldConfig | (() => Promise<OnefoldConfig>),
  ...features: readonly OnefoldFeatures[]
): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: CONFIG_SOURCE, useValue: config },
    { provide: AuthService, useClass: OwnAuthService },
    features.map(({ ɵproviders }) => [...ɵproviders]),
    provideEnvironmentInitializer(() => {
      if (typeof ngDevMode === 'undefined' || ngDevMode) reportLateProviders();
      // Reads the callback before the router's first navigation changes the address.
      inject(AuthService);
    }),
  ]);
}

/** Reports providers of a route: they miss the sign-in callback, and services of the application do not see them. */
function reportLateProviders(): void {
  if (inject(ApplicationRef).injector === inject(EnvironmentInjector)) return;
  reportMistake(
    '@onefold/angular: provideOnefold() is among the providers of a route. Move it to the providers of ' +
      'bootstrapApplication() or of the root module; it adds little to the first load.',
  );
}

/**
 * Continues a session check that began before Angular, so that the profile is shown earlier. If it could not begin, the
 * session is checked as without it.
 *
 * @param session Of `startSession()` (`@onefold/angular/session`), called with the settings given here.
 */
export function withStartedSession(session: Promise<StartedSession | null>): OnefoldFeature<'started-session'> {
  return onefoldFeature('started-session', [{ provide: STARTED_SESSION, useValue: session.catch(() => null) }]);
}

/**
 * The connections users may link, in display order. `connections` of a loaded configuration takes precedence.
 *
 * @example
 * withConnections([{ name: 'google-oauth2', label: 'Google' }, { name: 'github', label: 'GitHub' }])
 */
export function withConnections(connections: readonly LinkableConnection[]): OnefoldFeature<'connections'> {
  return onefoldFeature('connections', [{ provide: CONNECTIONS, useValue: connections }]);
}

/**
 * Display names by connection name, in every mode, also for connections that are listed but cannot be linked. They take
 * precedence over those of a linking server.
 *
 * @example
 * withLabels({ 'Username-Password-Authentication': 'Password', 'acme-saml': 'Acme' })
 */
export function withLabels(labels: Readonly<Record<string, string>>): OnefoldFeature<'labels'> {
  return onefoldFeature('labels', [{ provide: LABELS, useValue: labels }]);
}

/**
 * Marks shown beside connections, by connection name or, for all connections of a provider, by strategy. They replace the
 * built-in ones.
 *
 * @example
 * withBrandMarks({ 'acme-saml': { src: '/acme.svg' }, oidc: { path: 'M12 2 2 22h20z', onLight: '#b00020' } })
 */
export function withBrandMarks(marks: Readonly<Record<string, BrandMark>>): OnefoldFeature<'brand-marks'> {
  return onefoldFeature('brand-marks', [{ provide: BRAND_MARKS, useValue: marks }]);
}
