import type { EnvironmentProviders, Provider } from '@angular/core';
import { provideRouter } from '@angular/router';
import { provideFakeAuth } from '@onefold/angular/testing';
import { ONEFOLD_CONFIG } from '../../configuration/configuration.service';
import { LinkingServerClient } from '../../linking-server/linking-server.client';
import { ServerGateway } from '../../linking-server/server.gateway';
import { TEST_CONFIG } from './fake-isolated-login';

/** The gateway of an application with a linking server at `https://accounts.test`. Specs only. */
export const SERVER_PROVIDERS: readonly (Provider | EnvironmentProviders)[] = [
  ServerGateway,
  LinkingServerClient,
  provideFakeAuth(),
  provideRouter([]),
  {
    provide: ONEFOLD_CONFIG,
    useFactory: () => Promise.resolve({ ...TEST_CONFIG, linkingServer: 'https://accounts.test' }),
  },
];
