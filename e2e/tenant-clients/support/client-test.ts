import { test as base } from '@onefold/tenant/playwright';
import { startClientApp, type ClientApp, type ClientKind } from './client-app.ts';
import { CLIENT_ID, ClientPage } from './client-page.ts';

interface ClientFixtures {
  /** The application in the test's first tab. */
  readonly client: ClientPage;
}

/** Options of a project of `playwright.config.ts`. */
export interface ClientOptions {
  /** The Auth0 client that the application uses. */
  readonly kind: ClientKind;
}

/** The tenant's own Playwright fixture, and an application that is registered with it. */
export const test = base.extend<ClientFixtures, ClientOptions & { readonly app: ClientApp }>({
  kind: ['spa-js', { option: true, scope: 'worker' }],
  app: [
    async ({ kind }, use) => {
      const app = await startClientApp(kind);
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  tenantOptions: [
    async ({ app, kind }, use) => {
      const { origin } = app;
      await use({
        strict: true,
        tls: kind === 'auth0-js' || kind === 'lock',
        clients: [
          {
            client_id: CLIENT_ID,
            name: 'Browser app',
            app_type: 'spa',
            grant_types: ['authorization_code', 'implicit', 'refresh_token'],
            callbacks: [origin],
            allowed_logout_urls: [origin],
            web_origins: [origin],
          },
        ],
      });
    },
    { scope: 'worker' },
  ],
  client: async ({ page, app, tenant }, use) => use(new ClientPage(page, app, tenant)),
});

export { expect } from '@onefold/tenant/playwright';
