import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until an element has the focus, as a keyboard user does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const limit = 60;
  for (let press = 0; press < limit; press++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `within ${String(limit)} presses of Tab`).toBeFocused();
}
