import { expect } from '@playwright/test';
import { link, pick } from '../../journeys/link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { unlink } from '../../journeys/unlink.ts';
import { ActivityPage } from '../../pages/activity.page.ts';
import { ANA, LEO } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

const HISTORY = '**/v1/me/history*';

/** Signs in a user with activity and opens it. */
async function openActivity({ page }: Pick<Stage, 'page'>): Promise<ActivityPage> {
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  await unlink(page, ANA, 'Google', LEO.email);
  const activity = new ActivityPage(page);
  await activity.toggle.click();
  await expect(activity.entry('was unlinked')).toBeVisible();
  return activity;
}

/** The activity of the account, and "this was not me". */
export const ACTIVITY_STATES: readonly ScreenState[] = [
  screen('activity-open', 'What happened, by day', openActivity),
  screen('activity-empty', 'Nothing has happened yet', async ({ page }) => {
    await signInToProfile(page, ANA);
    const activity = new ActivityPage(page);
    await activity.toggle.click();
    await expect(activity.region).toContainText('No activity yet');
  }),
  screen('activity-loading', 'Loading', async ({ page }) => {
    await signInToProfile(page, ANA);
    await page.route(HISTORY, () => undefined);
    await new ActivityPage(page).toggle.click();
    await expect(page.getByText('Loading activity…')).toBeAttached();
  }),
  screen('activity-no-match', 'Filtered, nothing fits', async (stage) => {
    const activity = await openActivity(stage);
    await activity.filter.selectOption('Signed out everywhere');
    await expect(activity.region).toContainText('No matching activity');
  }),
  screen('activity-failed', 'It cannot be read', async ({ page }) => {
    await signInToProfile(page, ANA);
    await page.route(HISTORY, (route) => route.fulfill({ status: 503, body: '{}' }));
    const activity = new ActivityPage(page);
    await activity.toggle.click();
    await expect(activity.error.alert).toBeVisible();
  }),
  screen('activity-export-failed', 'The download failed', async (stage) => {
    const activity = await openActivity(stage);
    await stage.page.route(HISTORY, (route) => route.fulfill({ status: 503, body: '{}' }));
    await activity.csv.click();
    await expect(activity.error.alert).toBeVisible();
  }),
  screen('activity-not-me', 'Don’t recognize this?', async (stage) => {
    const activity = await openActivity(stage);
    await activity.notYou('was unlinked').click();
    await expect(activity.question).toBeVisible();
  }),
  screen('activity-reported', 'Reported, after signing in again', async (stage) => {
    const activity = await openActivity(stage);
    await activity.notYou('was unlinked').click();
    await activity.endSessions.click();
    await expect(stage.portal.signIn).toBeVisible();
    await signInToProfile(stage.page, ANA);
    await activity.toggle.click();
    await expect(activity.entry('You reported that this wasn’t you')).toBeVisible();
  }),
];
