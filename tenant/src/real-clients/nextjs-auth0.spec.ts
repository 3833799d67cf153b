import { createTenant, type Tenant } from '../create-tenant.ts';
import { FormBrowser } from '../oidc/testing/form-browser.ts';
import { logIn } from '../oidc/testing/oidc-harness.ts';
import { WEB } from './testing/secure-harness.ts';
import { freePort, startNextjsApp, type NextjsApp } from './testing/nextjs-app.ts';

const MINUTES = 60_000;

// It downloads Next.js, so it runs with `npm test -- tenant --all` only.
if (process.env['ONEFOLD_TEST_ALL'] === '1') {
  describe('@auth0/nextjs-auth0 with the middleware of its quickstart, unmodified', () => {
    let tenant: Tenant;
    let app: NextjsApp;
    beforeAll(async () => {
      const port = await freePort();
      const origin = `http://localhost:${port}`;
      tenant = await createTenant({
        clients: [
          {
            ...{ client_id: WEB.clientId, client_secret: WEB.clientSecret, name: 'Web', app_type: 'regular_web' },
            ...{ callbacks: [`${origin}/auth/callback`], allowed_logout_urls: [origin] },
          },
        ],
      });
      app = await startNextjsApp(port, {
        ...{ AUTH0_DOMAIN: tenant.issuer, AUTH0_CLIENT_ID: WEB.clientId, AUTH0_CLIENT_SECRET: WEB.clientSecret },
        ...{ AUTH0_SECRET: '0123456789abcdef'.repeat(4), APP_BASE_URL: origin },
      });
    }, 5 * MINUTES);
    afterAll(async () => {
      await app.stop();
      await tenant.stop();
    });

    it(
      'signs a user in, keeps the session, returns an access token and signs out',
      async () => {
        const atApp = new FormBrowser(app.origin);
        const atTenant = new FormBrowser(tenant.origin);
        expect((await atApp.open('/')).html).toContain('<p>out</p>');
        const away = await atApp.open('/auth/login');
        const back = await logIn(atTenant, await atTenant.open(away.url));
        expect((await atApp.open(back.url)).html).toContain('<p>ana@example.com</p>');
        expect(JSON.parse((await atApp.open('/auth/profile')).html)).toEqual(
          jasmine.objectContaining({ email: 'ana@example.com', email_verified: true }),
        );
        expect(JSON.parse((await atApp.open('/auth/access-token')).html)).toEqual(
          jasmine.objectContaining({ token: jasmine.any(String), scope: jasmine.stringContaining('openid') }),
        );
        const signingOut = await atApp.open('/auth/logout');
        expect(signingOut.url.href).toContain(tenant.origin);
        expect((await atTenant.open(signingOut.url)).url.href).toBe(`${app.origin}/`);
        expect((await atApp.open('/')).html).toContain('<p>out</p>');
      },
      3 * MINUTES,
    );
  });
}
