/** A page on the unmodified `@auth0/auth0-spa-js`: a button per method, its result as JSON. */
import { createAuth0Client, type Auth0ClientOptions } from '@auth0/auth0-spa-js';

/** Without the mode for online access, which the SDK types separately. */
type ClientOptions = Auth0ClientOptions & { readonly refreshTokenMode?: 'offline' };

const output = document.createElement('output');
const parameters = Object.assign(document.createElement('textarea'), { ariaLabel: 'Parameters', value: '{}' });

const options = (await (await fetch('/options.json')).json()) as ClientOptions;
const auth0 = await createAuth0Client(options);

async function show(more: object = {}): Promise<void> {
  output.textContent = JSON.stringify({ claims: (await auth0.getIdTokenClaims()) ?? null, ...more });
}

function button(name: string, press: (given: object) => Promise<unknown>): HTMLButtonElement {
  const element = Object.assign(document.createElement('button'), { textContent: name });
  element.addEventListener('click', () => {
    output.textContent = '';
    press(JSON.parse(parameters.value) as object).catch((error: unknown) => show({ error }));
  });
  return element;
}

document.body.append(
  parameters,
  button('Log in', (given) => auth0.loginWithRedirect({ appState: { from: 'here' }, ...given })),
  button('Log in in a window', async (given) => {
    await auth0.loginWithPopup(given);
    await show();
  }),
  button('Get a token', async (given) => show({ token: await auth0.getTokenSilently({ cacheMode: 'off', ...given }) })),
  button('Log out', () => auth0.logout({ logoutParams: { returnTo: location.origin } })),
  output,
);

if (new URLSearchParams(location.search).has('state')) {
  const pendingResult = auth0.handleRedirectCallback<unknown>();
  const result = await pendingResult.catch((error: unknown) => ({ appState: undefined, error }));
  history.replaceState(null, '', location.pathname);
  await show(result);
} else {
  await show();
}
