import { createHash, randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { PASSWORD, type Person } from '../support/people.ts';

/** Opens the guarded profile, signs in with the password, and waits until the profile shows the user. */
export async function signInByPassword(page: Page, person: Person, path = '/profile'): Promise<void> {
  await page.goto(path);
  await new LoginPage(page).logIn(person.email);
  await expect(new ProfilePage(page).name(person.name)).toBeVisible();
}

/**
 * Opens the profile of a user with a session in this browser. For specs that do not test sign-in: submits the form of the
 * login page without rendering it, and the portal then signs in silently.
 */
export async function signInToProfile(page: Page, person: Person): Promise<void> {
  await haveSession(page, person);
  await page.goto('/profile');
  await expect(new ProfilePage(page).name(person.name)).toBeVisible();
}

/**
 * Opens the profile of a user in a session that someone else holds on the user's behalf (Auth0: Session Delegation).
 *
 * @param transfer `session_transfer_token`; see `tenant.control.delegateSession`.
 */
export async function viewOnBehalf(page: Page, person: Person, transfer: string): Promise<void> {
  const { address, addSessionCookie } = await signInRequest(page);
  address.searchParams.set('session_transfer_token', transfer);
  const back = await page.request.get(address.href);
  expect(new URL(back.url()).searchParams.has('code'), `A session for ${person.email} has begun`).toBe(true);
  await addSessionCookie();
  await page.goto('/profile');
  await expect(new ProfilePage(page).name(person.name)).toBeVisible();
}

/** Gives the browser a user's session at the tenant, and the cookie by which Auth0's SDK remembers a session. */
async function haveSession(page: Page, person: Person): Promise<void> {
  const { address, addSessionCookie } = await signInRequest(page);
  const form = await page.request.get(address.href);
  const back = await page.request.post(form.url(), { form: { username: person.email, password: PASSWORD } });
  expect(new URL(back.url()).searchParams.has('code'), `${person.email} is signed in`).toBe(true);
  await addSessionCookie();
}

/** The authorization URL of a sign-in to the portal, and a function that sets the SDK's cookie afterwards. */
async function signInRequest(page: Page): Promise<{ address: URL; addSessionCookie: () => Promise<void> }> {
  const response = await page.request.get('/config.json');
  const { domain, clientId } = (await response.json()) as { readonly domain: string; readonly clientId: string };
  const { origin } = new URL(response.url());
  const verifier = randomBytes(32).toString('base64url');
  const request = new URLSearchParams({
    client_id: clientId,
    redirect_uri: `${origin}/callback`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    connection: 'Username-Password-Authentication',
  });
  return {
    address: new URL(`${domain}/authorize?${request}`),
    addSessionCookie: () =>
      page.context().addCookies([{ name: `auth0.${clientId}.is.authenticated`, value: 'true', url: origin }]),
  };
}
