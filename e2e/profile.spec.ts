import { signInToProfile } from './journeys/sign-in.ts';
import { builtScriptWith } from './support/built-script.ts';
import { ANA, MARYAM, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('shows that it is loading while the tenant is slow, then picture, names, dates and that nothing is linked', async ({
  page,
  profile,
  tenant,
}) => {
  tenant.control.faults.add({ method: 'GET', path: '/api/v2/users/*', delayMs: 700, times: 1 });
  const shown = profile.loading.waitFor();
  await signInToProfile(page, ANA);
  await shown;
  await expect(profile.loading).toBeHidden();
  await expect(profile.fact('Name')).toHaveText(ANA.name);
  await expect(profile.fact('Email')).toHaveText(ANA.email);
  await expect(profile.fact('Nickname')).toHaveText('ana');
  await expect(profile.fact('Created').getByRole('time')).toHaveAttribute('datetime', '2026-01-15T09:30:00.000Z');
  const updated = tenant.control.users().find(({ user_id }) => user_id === ANA.userId)?.updated_at ?? '';
  await expect(profile.fact('Updated').getByRole('time')).toHaveAttribute('datetime', updated);
  await expect(profile.picture).toHaveJSProperty('complete', true);
  await expect(profile.picture).not.toHaveJSProperty('naturalWidth', 0);
  await expect(page.getByText('No linked accounts yet')).toBeVisible();
  await expect(profile.rows).toHaveCount(0);
});

test('lists every identity but the primary one, including several of one provider and one without email', async ({
  page,
  profile,
}) => {
  await signInToProfile(page, MIRA);
  await expect(profile.rows).toHaveCount(5);
  await expect(profile.rows).toContainText([
    /Google.*Mira Okafor.*mira\.okafor@example\.net/s,
    /Google.*Mira O\. \(work\).*mira@work\.example/s,
    /GitHub.*Mira Okafor.*mira\.okafor@example\.net/s,
    /Acme Corporation.*Mira Okafor.*mira\.okafor@acme\.example/s,
    /Phone \(SMS\).*\+15550100233/s,
  ]);
  await expect(profile.mainIdentity).toContainText('Email and password');
  await expect(profile.actions('Email and password', MIRA.email), 'the main identity stays').toBeHidden();
});

test('shows names with markup, right-to-left text and emoji as text, isolates their direction, and runs nothing', async ({
  page,
  profile,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  await signInToProfile(page, MARYAM);
  await expect(profile.fact('Nickname')).toHaveText('<b>maryam</b> & "co"');
  await expect(profile.row('<img src=x onerror=alert(1)> Al-Khatib')).toBeVisible();
  await expect(profile.row('moc.live')).toContainText('🏳️‍🌈 🇯🇴');
  // A bidirectional override ends with the element that isolates it.
  await expect(profile.row('moc.live').locator('bdi', { hasText: 'moc.live' })).toHaveCSS('unicode-bidi', 'isolate');
  await expect(page.getByText('{{ 7 * 7 }}').or(page.getByText('49', { exact: true }))).toHaveCount(0);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(dialogs).toEqual([]);
});

test('explains why the profile could not be loaded, and loads it on demand', async ({ page, api, profile, watch }) => {
  await page.clock.install();
  await signInToProfile(page, ANA);

  await test.step('500, twice', async () => {
    watch.expect(/status of 500/);
    await api.respondWith('view', { status: 500, times: 2 });
    await page.reload();
    await expect(profile.error.alert).toContainText('We’re having a problem');
    await expect(profile.error.code('server_error')).toBeVisible();
    await profile.error.retry.click();
    await expect(profile.error.alert).toContainText('We’re having a problem');
    await profile.error.retry.click();
    await expect(profile.name(ANA.name)).toBeVisible();
    await expect(profile.error.alert).toBeHidden();
  });

  await test.step('no response', async () => {
    watch.expect(/ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
    const end = await api.cut('view');
    await page.reload();
    await expect(profile.error.alert).toContainText('We’re having a problem');
    await end();
    await profile.error.retry.click();
    await expect(profile.name(ANA.name)).toBeVisible();
  });

  await test.step('429: counts down the seconds of Retry-After', async () => {
    watch.expect(/status of 429/);
    await api.respondWith('view', { status: 429, headers: { 'Retry-After': '30' }, times: 1 });
    await page.reload();
    await expect(profile.error.alert).toContainText('Too many requests right now');
    await expect(profile.error.countdown).toHaveText(/^Try again in (30|29|28) seconds\.$/);
    await expect(profile.error.retry).toBeDisabled();
    await page.clock.runFor(30_000);
    await expect(profile.error.retry).toBeEnabled();
    await profile.error.retry.click();
    await expect(profile.name(ANA.name)).toBeVisible();
  });
});

test('says that a part of the page or the network is missing, and continues when it returns', async ({
  page,
  context,
  profile,
  watch,
}) => {
  // Prefetches may be under way when the network is lost.
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  await test.step('a part', async () => {
    const part = `**${builtScriptWith('onefold-receipt')}`;
    await page.route(part, (route) => route.abort('internetdisconnected'));
    await signInToProfile(page, ANA);
    await expect(profile.error.alert).toContainText('Part of this page didn’t load. Check your network');
    await expect(profile.name(ANA.name), 'what was there stays').toBeVisible();
    await page.unroute(part);
    await profile.error.retry.click();
    await expect(profile.receipt).toBeAttached();
    await expect(profile.error.alert).toBeHidden();
  });

  await test.step('the network', async () => {
    await context.setOffline(true);
    await expect(profile.offline).toBeVisible();
    await expect(profile.name(ANA.name), 'what was there stays').toBeVisible();
    await expect(profile.linkAccount, 'looks disabled').toBeDisabled();
    await context.setOffline(false);
    await expect(profile.offline).toBeHidden();
    await expect(profile.linkAccount).toBeEnabled();
  });
});
