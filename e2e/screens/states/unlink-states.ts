import { expect } from '@playwright/test';
import { blockWindows, confirmHere } from '../../journeys/link-by-redirect.ts';
import { link, pick } from '../../journeys/link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { unlink } from '../../journeys/unlink.ts';
import { ANA, LEO, MIRA } from '../../support/people.ts';
import { screen, type ScreenState } from '../screen-state.ts';

/** Unlinking, and its undo. */
export const UNLINK_STATES: readonly ScreenState[] = [
  screen('unlink-sign-in', 'The question, with a sign-in before', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
    await expect(question.signInNeeded).toBeVisible();
  }),
  screen('unlink-question', 'The question, shortly after a sign-in', async ({ page, profile }) => {
    await signInToProfile(page, ANA);
    await link(page, ANA, 'Google', pick(LEO));
    const question = await profile.openUnlinkDialog('Google', LEO.email);
    await expect(question.confirm).toBeVisible();
  }),
  screen('unlink-waiting', 'Waiting for the sign-in in the window', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
    const window = page.waitForEvent('popup');
    await question.confirm.click();
    await window;
    await expect(question.dialog).toBeVisible();
  }),
  screen('unlink-refused', 'The sign-in was closed', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
    const window = page.waitForEvent('popup');
    await question.confirm.click();
    await (await window).close();
    await expect(question.windowUnseen).toBeVisible();
  }),
  screen('unlink-again', 'Back from the sign-in that took the page: the question again', async (stage) => {
    const { page, context, profile } = stage;
    await blockWindows(context);
    await signInToProfile(page, MIRA);
    const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
    await question.confirm.click();
    await confirmHere(page, MIRA);
    await expect(question.confirm).toBeVisible();
  }),
  screen('unlink-done', 'Unlinked, and how to take it back', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await unlink(page, MIRA, 'Google', 'mira@work.example');
    await expect(profile.undo).toBeVisible();
  }),
  screen('undo-reloaded', 'After a reload: which account it is about', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await unlink(page, MIRA, 'Google', 'mira@work.example');
    await page.reload();
    await expect(profile.undoBar).toContainText('mira@work.example');
  }),
  screen('undo-done', 'Linked again', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await unlink(page, MIRA, 'Google', 'mira@work.example');
    await profile.undo.click();
    await expect(profile.announcement).toContainText('linked again');
  }),
];
