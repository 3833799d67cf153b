import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners } from '@angular/core';
import { TitleStrategy, provideRouter, withEnabledBlockingInitialNavigation } from '@angular/router';
import { provideOnefold, withStartedSession } from '@onefold/angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { withManagementApi } from '@onefold/angular/direct';
import type { StartedSession } from '@onefold/angular/session';
import { routes } from './app.routes';
import { PORTAL_CONFIG, type PortalConfig } from './configuration/portal-config';
import { WORKER_URL } from './configuration/start-early';
import { START_ADDRESS } from './offline/start-address';
import { PortalTitleStrategy } from './routing/portal-title.strategy';

/** The portal's providers. The configuration and the session check may still be pending. */
export function appConfig(config: Promise<PortalConfig>, session: Promise<StartedSession | null>): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      provideRouter(
        routes,
        // The static home page stays until Angular's can take its place, so that nothing flashes. Other pages wait in the shell,
        // which looks the same and is rendered while the session is checked.
        ...(document.documentElement.dataset['route'] === 'inner' ? [] : [withEnabledBlockingInitialNavigation()]),
      ),
      { provide: TitleStrategy, useExisting: PortalTitleStrategy },
      { provide: PORTAL_CONFIG, useValue: config },
      { provide: START_ADDRESS, useValue: location.href },
      // The configuration selects one of the two.
      provideOnefold(
        async () => ({ workerUrl: WORKER_URL, ...(await config) }),
        withLinkingServer(),
        withManagementApi(),
        withStartedSession(session),
      ),
    ],
  };
}
