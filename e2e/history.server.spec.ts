import { readFile } from 'node:fs/promises';
import { link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { ActivityPage } from './pages/activity.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { expectAccessibleFromTop } from './support/axe.ts';
import { builtScriptWith } from './support/built-script.ts';
import { ANA, LEO } from './support/people.ts';
import { openServerDeployment, type ServerDeployment } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(openServerDeployment);

/** Writes changes into the history directly: making so many would take long. */
async function recordChanges({ services }: ServerDeployment, count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await services.store.transaction((trx) =>
      services.events.record(trx, {
        account: ANA.userId,
        type: index % 2 === 1 ? 'identity.linked' : 'identity.unlinked',
        identity: { provider: 'github', user_id: '7', connection: 'github', label: 'GitHub', name: `=no.${index}` },
        origin: { address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0' },
        notify: [],
      }),
    );
  }
}

test('shows each change, its time and its device, without a reload', async ({ page, traffic }) => {
  await signInToProfile(page, ANA);
  const activity = new ActivityPage(page);
  expect((await traffic.apiCalls()).filter((call) => call.includes('history'))).toEqual([]);
  await activity.toggle.click();
  await expect(activity.region).toContainText('No activity yet');
  await link(page, ANA, 'Google', pick(LEO));
  await expect(activity.entry(`Google, ${LEO.email} was linked`)).toBeVisible();
  await expect(activity.days).toHaveText(['Today']);
  await expect(activity.entries.first()).toContainText('Chrome on');
  await expect(activity.entries.first().locator('time')).toHaveText(/^\d{1,2}:\d\d/);
  await unlink(page, ANA, 'Google', LEO.email);
  await expect(activity.entry(`Google, ${LEO.email} was unlinked`)).toBeVisible();
  await activity.toggle.click();
  await expect(activity.entries).toHaveCount(0);
  await expect(activity.toggle).toHaveAttribute('aria-expanded', 'false');
});

test('loads page by page, filters, and exports everything', async ({ page, servers }) => {
  await signInToProfile(page, ANA);
  await recordChanges(servers, 45);
  const activity = new ActivityPage(page);
  await activity.toggle.click();
  await expect(activity.entries).toHaveCount(20);
  await activity.more.click();
  await expect(activity.entries).toHaveCount(40);
  await expect(activity.entries.nth(20), 'one reads on there').toBeFocused();
  await activity.more.click();
  await expect(activity.entries).toHaveCount(45);
  await expect(activity.more).toBeHidden();

  await activity.filter.selectOption('Unlinked');
  await expect(activity.entry('was linked')).toHaveCount(0);
  await expect(activity.entries).toHaveCount(20);
  await activity.filter.selectOption('Signed out everywhere');
  await expect(activity.region).toContainText('No matching activity');
  await page.getByRole('button', { name: 'Show all activity' }).click();
  await expect(activity.filter).toHaveValue('');
  await expect(activity.entries).toHaveCount(20);

  for (const [button, ending] of [
    [activity.csv, 'csv'],
    [activity.json, 'json'],
  ] as const) {
    const download = page.waitForEvent('download');
    await button.click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^account-history-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
    const text = await readFile(await file.path(), 'utf8');
    if (ending === 'csv') {
      expect(text.trimEnd().split('\r\n')).toHaveLength(46);
      expect(text, 'a name is not a formula').toContain(",GitHub,'=no.45,");
    } else {
      expect((JSON.parse(text) as { events: unknown[] }).events).toHaveLength(45);
    }
  }
});

test('shows the error, keeps the entries, and recovers with the connection', async ({
  page,
  servers,
  context,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/, /status of 503/);
  await signInToProfile(page, ANA);
  await recordChanges(servers, 30);
  const activity = new ActivityPage(page);
  await activity.toggle.hover();
  // The hover loads the code; this import of the same file resolves when it is complete.
  await page.evaluate((path) => import(path), builtScriptWith('onefold-history'));
  await context.setOffline(true);
  await activity.toggle.click();
  await expect(activity.error.alert).toContainText('No connection');
  await context.setOffline(false);
  await expect(activity.entries).toHaveCount(20);

  await page.route('**/v1/me/history*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await activity.more.click();
  await expect(activity.error.alert).toContainText('We’re having a problem');
  await expect(activity.entries).toHaveCount(20);
  await page.unroute('**/v1/me/history*');
  await activity.error.retry.click();
  await expect(activity.entries).toHaveCount(30);

  await page.route('**/v1/me/history*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await activity.csv.click();
  await expect(activity.error.alert).toContainText('We’re having a problem');
  await page.unroute('**/v1/me/history*');
  const download = page.waitForEvent('download');
  await activity.error.retry.click();
  expect((await download).suggestedFilename()).toContain('.csv');
});

test('"not you?" ends all sessions, signs out, and marks the entry', async ({
  page,
  servers,
  browser,
  portal,
  profile,
}) => {
  await signInToProfile(page, ANA);
  // A second browser, signed in to the same account.
  const elsewhere = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const other = await elsewhere.newPage();
  await signInToProfile(other, ANA);

  await recordChanges(servers, 1);
  const activity = new ActivityPage(page);
  await activity.toggle.click();
  await activity.notYou('GitHub, =no.1 was linked').click();
  await expect(activity.question).toContainText('GitHub, =no.1 was linked');
  await activity.itWasMe.click();
  await expect(activity.question).toBeHidden();
  await expect(activity.notYou('GitHub, =no.1 was linked')).toBeFocused();
  await activity.notYou('GitHub, =no.1 was linked').click();
  const signedOut = page.waitForEvent('load');
  await activity.endSessions.click();
  await signedOut;
  await expect(page.getByRole('heading', { level: 1, name: 'You’re signed out everywhere' })).toBeVisible();
  await expect(page).toHaveTitle('Signed out – Onefold');
  await expect(portal.signIn).toBeVisible();

  for (const each of [page, other]) {
    await each.goto('/profile');
    await expect(new LoginPage(each).email, 'the session has ended').toBeVisible();
  }
  await elsewhere.close();
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.name(ANA.name)).toBeVisible();
  await activity.toggle.click();
  await expect(activity.entry('You reported that this wasn’t you')).toContainText('GitHub, =no.1 was linked');
  await expect(activity.entry('All devices were signed out')).toBeVisible();
  await expect(activity.entry('You reported a change to')).toBeVisible();
  await expect(activity.region.getByRole('button', { name: 'Not you?' })).toHaveCount(0);
});

test('no state of the activity has a violation', async ({ page, servers, watch }) => {
  watch.expect(/status of 503/);
  await signInToProfile(page, ANA);
  const activity = new ActivityPage(page);
  await expect(activity.toggle).toBeVisible();
  await expectAccessibleFromTop(page, 'closed');
  await activity.toggle.click();
  await expect(activity.region).toContainText('No activity yet');
  await expectAccessibleFromTop(page, 'empty');
  await activity.toggle.click();
  await recordChanges(servers, 21);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/me/history*', async (route) => {
    await held;
    await route.continue();
  });
  await activity.toggle.click();
  await expect(page.getByText('Loading activity…')).toBeAttached();
  await expectAccessibleFromTop(page, 'loading');
  release();
  await expect(activity.entries).toHaveCount(20);
  await page.unroute('**/v1/me/history*');
  await expectAccessibleFromTop(page, 'entries');

  await activity.filter.selectOption('Signed out everywhere');
  await expect(activity.region).toContainText('No matching activity');
  await expectAccessibleFromTop(page, 'nothing of the kind');
  await page.getByRole('button', { name: 'Show all activity' }).click();
  await activity.notYou('=no.21 was linked').click();
  await expect(activity.question).toBeVisible();
  await expectAccessibleFromTop(page, 'not you?');
  await activity.itWasMe.click();
  await page.route('**/v1/me/history*', (route) => route.fulfill({ status: 503, body: '{}' }));
  await activity.csv.click();
  await expect(activity.error.alert).toBeVisible();
  await expectAccessibleFromTop(page, 'export failed');
  await activity.filter.selectOption('Linked');
  await expect(activity.error.alert).toHaveCount(2);
  await expectAccessibleFromTop(page, 'list failed');
});
