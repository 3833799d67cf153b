import { LOCAL_CONNECTIONS } from '../scripts/configuration/connections.mjs';
import { signInToProfile } from './journeys/sign-in.ts';
import { openServerDeployment } from './support/deployments/server-deployment.ts';
import { MIRA } from './support/people.ts';
import { expect, testAt } from './support/test.ts';

const REASON = 'Your company manages this sign-in.';

const test = testAt(() => {
  const connections = LOCAL_CONNECTIONS.map((connection) =>
    connection.name === 'acme-corp' ? { ...connection, rule: 'locked', reason: REASON } : connection,
  );
  return openServerDeployment({ ONEFOLD_CONNECTIONS: JSON.stringify(connections) });
});

test('a sign-in that policy locks is shown with its reason, cannot be unlinked and is not offered', async ({
  page,
  profile,
  linking,
}) => {
  await signInToProfile(page, MIRA);
  await expect(page.getByRole('main')).toContainText(REASON);
  await expect(profile.actions('Acme Corporation', 'mira.okafor@acme.example')).toBeHidden();
  await profile.linkAccount.click();
  await expect(linking.choice('Google')).toBeVisible();
  await expect(linking.choice('Acme Corporation')).toBeHidden();
});
