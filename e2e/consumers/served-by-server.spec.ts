import { HOSTS } from '../../scripts/consumers/hosts.mjs';
import { pick, proveBothAccounts } from '../journeys/link.ts';
import { signInByPassword } from '../journeys/sign-in.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { ANA, LEO } from '../support/people.ts';
import { expect, testAtHost } from './test-at-host.ts';

/** Applications that were not built for it: their configuration and policy come from the server. */
for (const host of HOSTS.filter(({ name }) => name === 'zoneless')) {
  const test = testAtHost(host, 'linking server');

  test(`${host.name} works when the linking server serves it, within its policy`, async ({
    page,
    deployment,
    profile,
    accounts,
    request,
  }) => {
    const policy = (await request.get(deployment.url('/'))).headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');

    await signInByPassword(page, ANA, deployment.url('/profile'));
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    await new LinkDialog(page).confirm.click();
    await expect(profile.row(LEO.email)).toBeVisible();
    expect((await accounts())[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
    await page.reload();
    await expect(profile.row(LEO.email)).toBeVisible();
  });
}
