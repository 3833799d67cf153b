import type { Response } from '@playwright/test';
import { decodeJwt } from 'jose';
import { signInByPassword } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { SuggestionsPage } from './pages/suggestions.page.ts';
import { expectAccessibleFromTop } from './support/axe.ts';
import { ANA } from './support/people.ts';
import { openDeploymentWithAction } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

/** The tenant stores the Post-Login Action, and runs it in a worker at each login. */
const test = testAt(openDeploymentWithAction);

test('suggests another account at the first login and opens the page that links it', async ({ page, traffic }) => {
  const suggestions = new SuggestionsPage(page);
  await signInByPassword(page, ANA);
  await expect(
    suggestions.link('Google', ANA.email),
    'looked for at the login, so that the profile has it',
  ).toBeVisible();

  await page.goto('/');
  await expect(suggestions.region).toContainText('You also have an account with Google:');
  await expectAccessibleFromTop(page, 'suggested at home');
  await suggestions.onProfile('Google', ANA.email).click();
  await expect(page).toHaveURL('/profile#suggestions');
  await expect(suggestions.link('Google', ANA.email)).toBeFocused();
  const paths = (await traffic.requests()).map(({ url }) => url.pathname);
  expect(paths, 'the Action asks, no browser').not.toContain('/v1/login-suggestions');
});

test('is dismissed permanently before the user has opened the profile', async ({ page }) => {
  const suggestions = new SuggestionsPage(page);
  const portal = new PortalPage(page);
  const first = page.waitForResponse(/\/oauth\/token$/);
  await signInByPassword(page, ANA);
  expect(await claimsOf(await first)).toContain('https://onefold.dev/suggestions');
  await page.goto('/');
  const response = page.waitForResponse(/\/v1\/me\/suggestions\//);
  await suggestions.dismiss('Google', ANA.email).click();
  await expect(suggestions.region).toBeHidden();
  await expect(suggestions.dismissed).toBeVisible();
  expect((await response).status()).toBe(204);
  await portal.signOut();
  await portal.signIn.click();
  const token = page.waitForResponse(/\/oauth\/token$/);
  await new LoginPage(page).logIn(ANA.email);
  expect(await claimsOf(await token)).not.toContain('https://onefold.dev/suggestions');
});

/** Names of the claims in an ID token. */
async function claimsOf(response: Response): Promise<readonly string[]> {
  const { id_token: token } = (await response.json()) as { readonly id_token: string };
  return Object.keys(decodeJwt(token));
}
