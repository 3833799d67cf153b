import { expect } from '@playwright/test';
import { link, pick } from '../../journeys/link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { NoticePage } from '../../pages/notice.page.ts';
import { ANA, LEO } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

/** The newest mail to Ana, about an account that she has linked. */
async function receiveNotice({ page, mails }: Stage): Promise<{ readonly html: string; readonly address: string }> {
  const before = mails.length;
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  const news = () => mails.slice(before).find(({ to }) => to === ANA.email);
  await expect.poll(news).toBeDefined();
  const { text, html } = news() ?? { text: '', html: '' };
  return { html, address: /http:\S+\/v1\/notices\/\S+/.exec(text)?.[0] ?? '' };
}

async function openNotice(stage: Stage): Promise<NoticePage> {
  const { address } = await receiveNotice(stage);
  await stage.page.goto(address);
  const notice = new NoticePage(stage.page);
  await expect(notice.question).toBeVisible();
  return notice;
}

/** The server's own pages and mails. */
export const NOTICE_STATES: readonly ScreenState[] = [
  screen('notice-mail', 'The email about a change', async (stage) => {
    const { html } = await receiveNotice(stage);
    await stage.page.goto('about:blank');
    await stage.page.setContent(html);
  }),
  screen('notice-question', '“This wasn’t me”: the page of its link', openNotice),
  screen('notice-done', 'All devices were signed out', async (stage) => {
    const notice = await openNotice(stage);
    await notice.endSessions.click();
    await expect(notice.ended).toBeVisible();
  }),
  screen('notice-gone', 'The link of a notice doesn’t work anymore', async ({ page }) => {
    await page.goto('/v1/notices/used');
    await expect(new NoticePage(page).notWorking).toBeVisible();
  }),
  screen('server-refused', 'A sign-in that was not started here', async ({ page }) => {
    await page.goto('/v1/callback?code=stolen&state=forged');
    await expect(page.getByRole('link', { name: 'To your profile' })).toBeVisible();
  }),
];
