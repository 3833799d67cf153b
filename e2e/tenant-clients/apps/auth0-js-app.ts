/** A page on `auth0-js`, the client behind Lock, with the implicit flow; the same buttons as `spa-js-app.ts`. */
import auth0, { type AuthOptions } from 'auth0-js';

const output = document.createElement('output');
const parameters = Object.assign(document.createElement('textarea'), { ariaLabel: 'Parameters', value: '{}' });

const { domain, clientId } = (await (await fetch('/options.json')).json()) as { domain: string; clientId: string };
const options: AuthOptions = {
  // Without a scheme: the client adds `https:`, the only one that it supports.
  ...{ domain: new URL(domain).host, clientID: clientId, redirectUri: location.origin },
  ...{ responseType: 'token id_token', scope: 'openid profile email' },
};
const web = new auth0.WebAuth(options);

type Result = {
  readonly idTokenPayload?: unknown;
  readonly accessToken?: string | undefined;
  readonly appState?: unknown;
} | null;

function show(error: unknown, result: Result): void {
  const { idTokenPayload: claims = null, accessToken: token, appState } = result ?? {};
  output.textContent = JSON.stringify({ claims, token, appState, ...(error === null ? {} : { error }) });
}

function button(name: string, press: (given: object) => void): HTMLButtonElement {
  const element = Object.assign(document.createElement('button'), { textContent: name });
  element.addEventListener('click', () => {
    output.textContent = '';
    press(JSON.parse(parameters.value) as object);
  });
  return element;
}

document.body.append(
  parameters,
  button('Log in', (given) => web.authorize({ appState: { from: 'here' }, ...given })),
  button('Get a token', (given) => web.checkSession(given, show)),
  button('Log out', () => web.logout({ returnTo: location.origin })),
  output,
);

if (location.hash === '') show(null, null);
else web.parseHash({}, show);
