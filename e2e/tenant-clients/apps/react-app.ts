/** An application on `@auth0/auth0-react`, as in its README; the same page as `spa-js-app.ts`. */
import { Auth0Provider, useAuth0, type AppState, type Auth0ProviderOptions } from '@auth0/auth0-react';
import { createElement, useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

let appState: AppState | undefined;

function Page(): ReactNode {
  const auth = useAuth0();
  const parameters = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState('');
  const { isLoading, error, getIdTokenClaims } = auth;
  const show = async (more: object) => {
    setShown(JSON.stringify({ claims: (await getIdTokenClaims()) ?? null, ...more }));
  };
  useEffect(() => {
    if (!isLoading) void show({ appState, ...(error === undefined ? {} : { error }) });
  }, [isLoading]);
  const button = (name: string, press: (given: object) => Promise<object | undefined>) => {
    const onClick = () => {
      // Renders immediately: the test must not read the result of an earlier click.
      flushSync(() => setShown(''));
      press(JSON.parse(parameters.current?.value ?? '{}') as object).then(
        (more) => (more === undefined ? undefined : show(more)),
        (reason: unknown) => show({ error: reason }),
      );
    };
    return createElement('button', { onClick, key: name }, name);
  };
  return [
    createElement('textarea', { 'aria-label': 'Parameters', defaultValue: '{}', key: 'parameters', ref: parameters }),
    button('Log in', async (given) => {
      await auth.loginWithRedirect({ appState: { from: 'here' }, ...given });
      return undefined;
    }),
    button('Log in in a window', async (given) => {
      await auth.loginWithPopup(given);
      return {};
    }),
    button('Get a token', async (given) => ({
      token: await auth.getAccessTokenSilently({ cacheMode: 'off', ...given }),
    })),
    button('Log out', async () => {
      await auth.logout({ logoutParams: { returnTo: location.origin } });
      return undefined;
    }),
    createElement('output', { key: 'output' }, shown),
  ];
}

const options = (await (await fetch('/options.json')).json()) as Auth0ProviderOptions;
const onRedirectCallback = (state?: AppState) => {
  appState = state;
  history.replaceState(null, '', location.pathname);
};
createRoot(document.body).render(createElement(Auth0Provider, { ...options, onRedirectCallback }, createElement(Page)));
