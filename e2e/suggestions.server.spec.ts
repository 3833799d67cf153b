import { confirmMainAccount } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { SuggestionsPage } from './pages/suggestions.page.ts';
import { expectAccessibleFromTop } from './support/axe.ts';
import { ANA, GOOGLE_ANA, LEO } from './support/people.ts';
import { openServerDeployment } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(openServerDeployment);

test.beforeEach(async ({ page, servers }) => {
  await signInToProfile(page, ANA);
  await expect(new SuggestionsPage(page).region).toBeHidden();
  // The search follows the first view; the next one contains its result.
  await servers.services.suggestions.settled();
  await page.reload();
  await expect(new SuggestionsPage(page).region).toContainText('You also have an account with Google:');
});

test('stays after a cancelled attempt, links the suggested account with one click, and disappears', async ({
  page,
  linking,
  profile,
}) => {
  const suggestions = new SuggestionsPage(page);
  const cancelled = page.waitForEvent('popup');
  await suggestions.link('Google', ANA.email).click();
  await expect(new AccountPickerPage(await cancelled).account(LEO.name, LEO.email)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(linking.provingSecondary).toBeHidden();
  await expect(suggestions.link('Google', ANA.email)).toBeFocused();

  const opened = page.waitForEvent('popup');
  await suggestions.link('Google', ANA.email).click();
  const window = await opened;
  await expect(linking.provingSecondary).toBeVisible();
  await new AccountPickerPage(window).choose(GOOGLE_ANA);
  await confirmMainAccount(window, ANA);
  await linking.confirm.click();
  await expect(profile.announcement).toContainText('is now linked.');
  await expect(suggestions.region).toBeHidden();
  await page.reload();
  await expect(profile.row('Google')).toBeVisible();
  await expect(suggestions.region).toBeHidden();
});

test('appears again with the reason if dismissing fails, and is then dismissed permanently; no state has a violation', async ({
  page,
  servers,
  profile,
  watch,
}) => {
  watch.expect(/status of 503/);
  const suggestions = new SuggestionsPage(page);
  await expectAccessibleFromTop(page, 'suggested');
  await page.route('**/v1/me/suggestions/*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await suggestions.dismiss('Google', ANA.email).click();
  await expect(suggestions.error.alert).toContainText('We’re having a problem');
  await expect(suggestions.link('Google', ANA.email)).toBeVisible();
  await expectAccessibleFromTop(page, 'not dismissed');

  await page.unroute('**/v1/me/suggestions/*');
  const response = page.waitForResponse(/\/v1\/me\/suggestions\//);
  await suggestions.error.retry.click();
  await expect(suggestions.region).toBeHidden();
  await expect(suggestions.dismissed).toBeVisible();
  expect((await response).status()).toBe(204);
  await expectAccessibleFromTop(page, 'dismissed');

  await servers.services.suggestions.settled();
  await page.reload();
  await expect(profile.linkAccount).toBeVisible();
  await expect(suggestions.region).toBeHidden();
});
