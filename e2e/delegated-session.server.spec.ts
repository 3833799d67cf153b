import { viewOnBehalf } from './journeys/sign-in.ts';
import { ActivityPage } from './pages/activity.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { expectAccessibleFromTop } from './support/axe.ts';
import { accountsOf } from './support/accounts.ts';
import { LEO, MIRA } from './support/people.ts';
import { openServerDeployment } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(openServerDeployment);

test('a delegated session shows the profile, names the actor, and offers no changes', async ({
  page,
  servers,
  tenant,
}) => {
  const before = accountsOf(tenant);
  await viewOnBehalf(page, MIRA, tenant.control.delegateSession(MIRA.userId, { sub: LEO.userId }));
  const main = page.getByRole('main');
  await expect(main).toContainText(`${LEO.name} is viewing this account on the user’s behalf.`);
  const profile = new ProfilePage(page);
  await expect(profile.mainIdentity).toBeVisible();
  await expect(profile.linkAccount).toBeHidden();
  await new ActivityPage(page).toggle.click();
  await expect(main.getByRole('button', { name: /unlink|rename|name |undo|not you|link account/i })).toHaveCount(0);
  await expectAccessibleFromTop(page, 'in a delegated session');
  expect(accountsOf(tenant)).toEqual(before);
  const facts = await servers.services.store.db.selectFrom('identity_facts').selectAll().execute();
  expect(facts).toEqual([]);
});
