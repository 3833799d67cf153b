import { AuthenticationClient } from 'auth0/legacy';
import { CALLBACK, logIn } from '../../oidc/testing/oidc-harness.ts';
import { WEB, type SecureHarness } from './secure-harness.ts';

/** The SDK's client of the application {@link WEB}. */
export function webClient({ domain }: SecureHarness): AuthenticationClient {
  return new AuthenticationClient({ ...WEB, domain });
}

/** Asks for an authorization of {@link WEB}, logs Ana in if a page appears, and ends at the callback. */
export async function authorizeWeb({ browser }: SecureHarness, parameters: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    ...{ client_id: WEB.clientId, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email offline_access' },
    ...parameters,
  });
  const page = await browser.open(`/authorize?${query}`);
  return (page.url.origin === new URL(CALLBACK).origin ? page : await logIn(browser, page)).url;
}

/** Signs Ana in to {@link WEB}. */
export async function signInToWeb(
  harness: SecureHarness,
  parameters?: Record<string, string>,
): Promise<{ readonly access_token: string; readonly refresh_token?: string }> {
  const code = (await authorizeWeb(harness, parameters)).searchParams.get('code') ?? '';
  return (await webClient(harness).oauth.authorizationCodeGrant({ code, redirect_uri: CALLBACK })).data;
}
