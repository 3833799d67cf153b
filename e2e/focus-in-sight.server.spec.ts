import { pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { expectFocusInSight } from './support/focus-in-sight.ts';
import { ANA, GOOGLE_ANA, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** A desktop, a phone in both orientations, and 1280 × 1024 at 400 % zoom. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 700 },
  { width: 700, height: 390 },
  { width: 320, height: 256 },
];

test('never covers the focused element', async ({ page, context, profile }) => {
  await signInToProfile(page, MIRA);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectFocusInSight(page, `profile at ${JSON.stringify(size)}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await unlink(page, MIRA, 'Google', 'mira@work.example');
  // The notice at the bottom of the page stays, unlike the message about the change.
  await context.setOffline(true);
  await expect(profile.offline).toBeVisible();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectFocusInSight(page, `notice at the foot at ${JSON.stringify(size)}`);
  }
});

test('never covers the focused element of the comparison', async ({ page, linking }) => {
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
  await expect(linking.value('Theme', 'This account')).toBeChecked();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectFocusInSight(page, `comparison at ${JSON.stringify(size)}`);
  }
});
