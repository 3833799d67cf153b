import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners } from '@angular/core';
import { TitleStrategy, provideRouter, withEnabledBlockingInitialNavigation } from '@angular/router';
import { provideOnefold, withLinkingServer } from '@onefold/angular';
import { withManagementApi } from '@onefold/angular/direct';
import { routes } from './app.routes';
import { PORTAL_CONFIG, type PortalConfig } from './configuration/portal-config';
import { START_ADDRESS } from './offline/start-address';
import { PortalTitleStrategy } from './routing/portal-title.strategy';

/** The portal's providers. The configuration may still be on its way. */
export function appConfig(config: Promise<PortalConfig>): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      provideRouter(
        routes,
        // The static page stays until the first page can take its place, so that nothing flashes.
        withEnabledBlockingInitialNavigation(),
      ),
      { provide: TitleStrategy, useExisting: PortalTitleStrategy },
      { provide: PORTAL_CONFIG, useValue: config },
      { provide: START_ADDRESS, useValue: location.href },
      // The configuration selects one of the two.
      provideOnefold(
        async () => ({ ...(await config), workerUrl: 'auth0-spa-js.worker.production.js' }),
        withLinkingServer(),
        withManagementApi(),
      ),
    ],
  };
}
