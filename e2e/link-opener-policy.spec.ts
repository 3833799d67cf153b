import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { confirmMainAccount, pick } from './journeys/link.ts';
import { sendOpenerPolicy } from './journeys/opener-policy.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

for (const policy of ['same-origin', 'same-origin-allow-popups']) {
  test(
    `links while the sign-in pages send the opener policy ${policy}`,
    { tag: '@both' },
    async ({ page, context, linking, profile, tenant }) => {
      await signInToProfile(page, ANA);
      await sendOpenerPolicy(context, tenant.origin, policy);
      const window = await openLinkWindow(page, 'Google');
      await expect(new AccountPickerPage(window).heading).toBeVisible();
      await pick(LEO)(window);
      await confirmMainAccount(window, ANA);

      await linking.confirm.click();
      await expect(profile.announcement).toContainText('is now linked.');
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
      await expectStillSignedIn(page, ANA, 1);
    },
  );
}
