import type { RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import Auth0Strategy from 'passport-auth0';
import { startSecureHarness, WEB, type SecureHarness } from './testing/secure-harness.ts';
import { startWebApp, type WebApp } from './testing/web-app.ts';

describe('passport-auth0, unmodified, over TLS', () => {
  let harness: SecureHarness;
  let app: WebApp;
  beforeAll(async () => {
    harness = await startSecureHarness();
    app = await startWebApp(harness, (express, origin) => {
      const options = { clientID: WEB.clientId, clientSecret: WEB.clientSecret, callbackURL: `${origin}/callback` };
      const strategy = new Auth0Strategy(
        { ...options, domain: harness.domain },
        (_access, _refresh, _extra, user, done) => {
          done(null, user);
        },
      );
      passport.use(strategy);
      passport.serializeUser((user, done) => done(null, user));
      passport.deserializeUser((user: Express.User, done) => done(null, user));
      express.use(session({ secret: 'secret', resave: false, saveUninitialized: false }));
      express.use(passport.session());
      const authenticate = (more: object) => passport.authenticate('auth0', more) as RequestHandler;
      express.get('/login', authenticate({ scope: 'openid email profile' }));
      express.get('/callback', authenticate({ successRedirect: '/profile' }));
      express.get('/profile', (request, response) => void response.json(request.user));
    });
  });
  afterAll(async () => {
    await app.stop();
    await harness.stop();
  });

  it('signs a user in and reads the profile', async () => {
    const { html } = await app.signIn();
    expect(JSON.parse(html)).toEqual(
      jasmine.objectContaining({
        id: 'auth0|65f0a1b2c3d4e5f607080901',
        emails: [{ value: 'ana@example.com' }],
        provider: 'auth0',
      }),
    );
  });
});
