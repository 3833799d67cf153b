import {
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import { AuthService } from '../auth/auth.service';
import { CONFIG_SOURCE } from './configuration.service';
import type { OnefoldConfig } from './onefold-config';
import type { OnefoldFeatures } from './onefold-feature';

/**
 * Configures Onefold. Give the settings, or a function that loads them: it is called once, when the application
 * starts. Nothing is built at call time.
 *
 * @example
 * bootstrapApplication(App, {
 *   providers: [
 *     provideRouter(routes),
 *     provideOnefold(
 *       { domain: 'example.eu.auth0.com', clientId: '…' },
 *       withManagementApi(),
 *       withConnections([{ name: 'google-oauth2', label: 'Google' }]),
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
    features.map(({ ɵproviders }) => [...ɵproviders]),
    // The callback must be read before the router's first navigation rewrites the address.
    provideEnvironmentInitializer(() => void inject(AuthService)),
  ]);
}
