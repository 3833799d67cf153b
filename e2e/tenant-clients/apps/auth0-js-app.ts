/** A page on `auth0-js`, the client behind Lock, with the implicit flow; the same buttons as `spa-js-app.ts`. */
import auth0, { type AuthOptions } from 'auth0-js';
import { button, output, parameters, show } from './implicit-page.ts';

const { domain, clientId } = (await (await fetch('/options.json')).json()) as { domain: string; clientId: string };
const options: AuthOptions = {
  // Without a scheme: the client adds `https:`, the only one that it supports.
  ...{ domain: new URL(domain).host, clientID: clientId, redirectUri: location.origin },
  ...{ responseType: 'token id_token', scope: 'openid profile email' },
};
const web = new auth0.WebAuth(options);

document.body.append(
  parameters,
  button('Log in', (given) => web.authorize({ appState: { from: 'here' }, ...given })),
  button('Get a token', (given) => web.checkSession(given, show)),
  button('Log out', () => web.logout({ returnTo: location.origin })),
  output,
);

if (location.hash === '') show(null, null);
else web.parseHash({}, show);
