/** A page on Lock, Auth0's embedded login; the same buttons as `spa-js-app.ts`. */
import { Auth0Lock, Auth0LockPasswordless } from 'auth0-lock';
import { button, output, parameters, show } from './implicit-page.ts';

const options = (await (await fetch('/options.json')).json()) as {
  domain: string;
  clientId: string;
  /** `false` for the popup mode. */
  redirect?: boolean;
};
/** Without a scheme: Lock adds `https:`, the only one that it supports. */
const { host } = new URL(options.domain);
const shared: Auth0LockConstructorOptions = {
  // Shows no picture of the user, which would come from another site.
  avatar: null,
  auth: {
    ...{ redirectUrl: location.origin, responseType: 'token id_token' },
    redirect: options.redirect ?? true,
    // With a state, Lock asks whether a CAPTCHA is required.
    params: { scope: 'openid profile email', state: 'from-here' },
  },
};
const lock = new Auth0Lock(options.clientId, host, shared);
const passwordless = new Auth0LockPasswordless(options.clientId, host, {
  ...shared,
  allowedConnections: ['sms'],
});

// Lock shows errors itself.
for (const each of [lock, passwordless])
  each.on('authenticated', (result) => show(null, { ...result, appState: result.state }));
if (location.hash === '') show(null, null);

document.body.append(
  parameters,
  button('Log in', (given) => lock.show(given)),
  button('Log in by phone', () => passwordless.show()),
  button('Get a token', () => lock.checkSession({}, (error, result) => show(error, result ?? null))),
  button('Log out', () => lock.logout({ returnTo: location.origin })),
  output,
);
