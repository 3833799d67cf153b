import openidConnect from 'express-openid-connect';
import { startSecureHarness, WEB, type SecureHarness } from './testing/secure-harness.ts';
import { startWebApp, type WebApp } from './testing/web-app.ts';

const { auth, requiresAuth } = openidConnect;

describe('express-openid-connect with its default configuration, unmodified, over TLS', () => {
  let harness: SecureHarness;
  let app: WebApp;
  beforeAll(async () => {
    harness = await startSecureHarness();
    app = await startWebApp(harness, (express, baseURL) => {
      const secret = 'a secret of the application, long enough';
      express.use(
        auth({ authRequired: false, baseURL, clientID: WEB.clientId, issuerBaseURL: harness.issuer, secret }),
      );
      express.get('/', (request, response) => void response.send(request.oidc.isAuthenticated() ? 'in' : 'out'));
      express.get('/profile', requiresAuth(), (request, response) => void response.json(request.oidc.user));
    });
  });
  afterAll(async () => {
    await app.stop();
    await harness.stop();
  });

  it('signs a user in by an ID token in a form, and out again', async () => {
    expect((await app.browser.open('/')).html).toBe('out');
    expect((await app.signIn()).html).toBe('in');
    const { html } = await app.browser.open('/profile');
    expect(JSON.parse(html)).toEqual(jasmine.objectContaining({ email: 'ana@example.com', email_verified: true }));
    await app.browser.open('/logout');
    expect((await app.browser.open('/')).html).toBe('out');
  });
});
