import openidConnect from 'express-openid-connect';
import { startSecureBench, WEB, type SecureBench } from './testing/secure-bench.ts';
import { startWebApp, type WebApp } from './testing/web-app.ts';

const { auth, requiresAuth } = openidConnect;

describe('express-openid-connect with its default configuration, unmodified, over TLS', () => {
  let bench: SecureBench;
  let app: WebApp;
  beforeAll(async () => {
    bench = await startSecureBench();
    app = await startWebApp(bench, (express, baseURL) => {
      const secret = 'a secret of the application, long enough';
      express.use(auth({ authRequired: false, baseURL, clientID: WEB.clientId, issuerBaseURL: bench.issuer, secret }));
      express.get('/', (request, response) => void response.send(request.oidc.isAuthenticated() ? 'in' : 'out'));
      express.get('/profile', requiresAuth(), (request, response) => void response.json(request.oidc.user));
    });
  });
  afterAll(async () => {
    await app.stop();
    await bench.stop();
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
