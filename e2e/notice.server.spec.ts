import { startMailReceiver, type MailReceiver } from '../server/src/testing/mail-receiver.ts';
import { link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { ActivityPage } from './pages/activity.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { NoticePage } from './pages/notice.page.ts';
import { expectAccessible } from './support/axe.ts';
import { ANA, LEO } from './support/people.ts';
import { openServerDeployment } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(async () => {
  const mailbox = await startMailReceiver();
  const deployment = await openServerDeployment({
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'accounts@example.com',
    ONEFOLD_PRODUCT_NAME: 'Onefold',
  });
  return {
    ...deployment,
    mails: mailbox.received,
    stop: async () => {
      await deployment.stop();
      await mailbox.close();
    },
  };
});

/** The newest mail to an address; the server sends mails a moment after the change. */
async function mailTo(
  address: string,
  mails: MailReceiver['received'],
  before: number,
): Promise<MailReceiver['received'][number]> {
  const news = () => mails.slice(before).findLast(({ to }) => to === address);
  await expect.poll(() => news()?.subject ?? null).not.toBeNull();
  const mail = news();
  if (mail === undefined) throw new Error('The mail has disappeared.');
  return mail;
}

const linkIn = (text: string) => /http:\S+\/v1\/notices\/\S+/.exec(text)?.[0] ?? '';

test('the link in a mail asks first, ends all sessions, and works once', async ({
  page,
  browser,
  servers,
  profile,
  watch,
}) => {
  watch.expect(/status of 404 .*\/v1\/notices\//);
  await signInToProfile(page, ANA);
  const before = servers.mails.length;
  await link(page, ANA, 'Google', pick(LEO));
  const mail = await mailTo(ANA.email, servers.mails, before);
  expect(mail.subject).toBe('Onefold: A sign-in was linked to your account');
  expect(mail.text, 'headless Chromium is Chrome').toContain('Chrome on ');

  // A different device without a session.
  const elsewhere = await browser.newContext();
  const notice = new NoticePage(await elsewhere.newPage());
  await notice.page.goto(linkIn(mail.text));
  await expect(notice.question).toBeVisible();
  await expect(notice.fact('Sign-in')).toContainText('Google');
  await expect(notice.fact('From')).toContainText('Chrome on ');
  await page.reload();
  await expect(profile.row('Google'), 'opening it changed nothing').toBeVisible();

  await notice.endSessions.click();
  await expect(notice.ended).toBeVisible();
  await notice.page.goto(linkIn(mail.text));
  await expect(notice.notWorking).toBeVisible();
  await expect(notice.page.getByRole('main')).toContainText('all devices were signed out');
  await elsewhere.close();

  await page.goto('/profile');
  await expect(new LoginPage(page).email, 'the session is over').toBeVisible();
  await new LoginPage(page).logIn(ANA.email);
  const activity = new ActivityPage(page);
  await activity.toggle.click();
  await expect(activity.entry('You reported that this wasn’t you')).toContainText('was linked');
  await expect(activity.entry('All devices were signed out')).toBeVisible();
});

test('the pages of a notice have no violation, and fit a small screen', async ({ page, servers, watch }) => {
  watch.expect(/status of (404|503) .*\/v1\/notices\//);
  await signInToProfile(page, ANA);
  const before = servers.mails.length;
  await link(page, ANA, 'Google', pick(LEO));
  const address = linkIn((await mailTo(ANA.email, servers.mails, before)).text);
  const notice = new NoticePage(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const check = async (state: string): Promise<void> => {
    await expectAccessible(page, state);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, state).toBeLessThanOrEqual(320);
  };
  await page.goto(address);
  await expect(notice.question).toBeVisible();
  await check('question');
  await notice.endSessions.click();
  await expect(notice.ended).toBeVisible();
  await check('ended');
  await page.goto(address);
  await expect(notice.notWorking).toBeVisible();
  await check('does not work');
});
