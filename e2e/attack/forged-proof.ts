import type { LinkIntent } from '@onefold/contract';
import type { AttackHarness } from './attack-harness.ts';
import type { ApiUser } from '../../server/src/testing/api-user.ts';

/** Claims of an ID token; `null` omits a claim. */
export type Claims = Readonly<Record<string, unknown>>;
/** Makes the ID token of a leg from the claims of an honest one. */
export type Forge = (valid: Claims) => Promise<string>;

/** Parameters of the browser's redirect to Auth0. */
interface Leg {
  readonly state: string;
  readonly nonce: string;
}

const SERVER_CLIENT = 'onefold-server';

/** Opens an address of the server and reads the parameters of its redirect to Auth0. */
export async function beginLeg(user: ApiUser, address: string): Promise<Leg> {
  const { searchParams } = await locationOf(user, address);
  return { state: searchParams.get('state') ?? '', nonce: searchParams.get('nonce') ?? '' };
}

async function locationOf(user: ApiUser, address: string): Promise<URL> {
  // The header of a navigation from the portal; without it the server shows a page that asks first.
  const headers = { 'sec-fetch-site': 'same-origin' };
  const response = await user.browser.fetch(address, { method: 'GET', headers });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${address} leads nowhere: ${response.status} ${await response.text()}`);
  return new URL(location, address);
}

/** The claims of an honest ID token for the linking server. */
export function validClaims(harness: AttackHarness, sub: string, { nonce }: Leg): Claims {
  const now = Math.floor(Date.now() / 1000) + harness.clockOffset();
  return { sub, aud: SERVER_CLIENT, nonce, auth_time: now, iat: now, exp: now + 3600, name: 'Test User' };
}

/** Sends the callback; the token endpoint then returns this ID token for the code. */
export async function sendCallback(
  harness: AttackHarness,
  user: ApiUser,
  leg: Leg,
  idToken: string,
): Promise<Response> {
  harness.tenant.control.faults.add({
    method: 'POST',
    path: '/oauth/token',
    status: 200,
    body: { access_token: 'opaque', token_type: 'Bearer', expires_in: 3600, id_token: idToken },
    times: 1,
  });
  try {
    const query = new URLSearchParams({ code: 'forged', state: leg.state, iss: harness.tenant.issuer });
    return await user.browser.fetch(`${user.origin}/v1/callback?${query}`, { method: 'GET' });
  } finally {
    // Removes the fault if the server never requested the token.
    harness.tenant.control.faults.clear();
  }
}

/**
 * Begins a link and completes leg 1 with a forged ID token, leg 2 with an honest one.
 *
 * @returns The intent as its owner reads it afterwards.
 */
export async function proveWith(
  harness: AttackHarness,
  user: ApiUser,
  { connection, sub, forge }: { readonly connection: string; readonly sub: string; readonly forge: Forge },
): Promise<LinkIntent> {
  const intent = await user.begin(connection);
  const first = await beginLeg(user, intent.start_url);
  await sendCallback(harness, user, first, await forge(validClaims(harness, sub, first)));
  const { body } = await user.intent(intent);
  if (body.stage !== 'created' && body.stage !== 'proved') return body;
  const second = await beginLeg(user, intent.start_url);
  await sendCallback(
    harness,
    user,
    second,
    await harness.tenant.control.signToken(validClaims(harness, user.sub, second)),
  );
  return (await user.intent(intent)).body;
}

/** Completes an elevation with a forged ID token. @returns Whether the login counts as fresh afterwards. */
export async function elevateWith(harness: AttackHarness, user: ApiUser, forge: Forge): Promise<boolean> {
  const response = await user.call<{ readonly start_url: string; readonly id: string }>('POST', '/v1/me/elevations', {
    mode: 'popup',
  });
  if (response.status !== 201) throw new Error(`No elevation: ${response.text}`);
  const leg = await beginLeg(user, response.body.start_url);
  await sendCallback(harness, user, leg, await forge(validClaims(harness, user.sub, leg)));
  const { body } = await user.call<{ readonly stage: string }>('GET', `/v1/me/elevations/${response.body.id}`);
  return body.stage === 'done';
}
