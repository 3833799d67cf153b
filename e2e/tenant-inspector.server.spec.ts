import { expect, test } from '@onefold/tenant/playwright';
import { expectAccessible } from './support/axe.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const LEO = { provider: 'google-oauth2', user_id: '118273645546372819104' };

test.use({ tenantOptions: { control: true } });

test.use({ viewport: { width: 360, height: 740 } });

test('shows links and unlinks as they happen, decodes tokens, and fits a small screen', async ({ page, tenant }) => {
  await page.goto(`${tenant.origin}/_inspector`);
  await expect(page.getByRole('status')).toHaveText('Live');
  const ana = page.getByRole('listitem').filter({ has: page.getByText(ANA).first() });
  await expect(ana.first()).not.toContainText('leo.park@example.net');

  const token = await tenant.control.signToken({
    sub: 'test@clients',
    aud: `${tenant.issuer}api/v2/`,
    scope: 'update:users',
  });
  const identities = `${tenant.origin}/api/v2/users/${encodeURIComponent(ANA)}/identities`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await fetch(identities, { method: 'POST', headers, body: JSON.stringify(LEO) });
  await expect(ana.first()).toContainText('leo.park@example.net');
  await expect(page.getByRole('log', { name: 'Activity' })).toContainText('Linked google-oauth2|118273645546372819104');
  await fetch(`${identities}/${LEO.provider}/${LEO.user_id}`, { method: 'DELETE', headers });
  await expect(ana.first()).not.toContainText('leo.park@example.net');
  await expect(page.getByRole('log', { name: 'Activity' })).toContainText(
    'Unlinked google-oauth2|118273645546372819104',
  );

  await page.getByRole('button', { name: 'Decode token' }).first().click();
  await expect(page.getByText('✓ Signed by this tenant and still valid.')).toBeVisible();
  await expect(page.getByLabel('Claims')).toContainText('"sub": "test@clients"');
  const linking = page.getByRole('listitem').filter({ hasText: 'POST' });
  await linking.getByText('201').click();
  await expect(linking.getByText('content-type')).toBeVisible();
  await expectAccessible(page, 'the inspector');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});

test('shows names that are markup as text, and runs nothing', async ({ page, tenant }) => {
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('dialog', (dialog) => problems.push(dialog.message()));
  await page.goto(`${tenant.origin}/_inspector`);
  await page.getByRole('searchbox').fill('maryam');
  await expect(page.getByText('1 session').or(page.getByText('Not signed in'))).toHaveCount(1);
  await page.getByText('Not signed in').click();
  await expect(page.getByText('</script><script>alert(1)</script>')).toBeVisible();
  expect(problems).toEqual([]);
});
