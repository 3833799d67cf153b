import type { Locator, Page } from '@playwright/test';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { expectFocusInSight } from './support/focus-in-sight.ts';
import { announceNewVersion } from './support/new-version.ts';
import { MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 860 };

test('aligns the main row with the others, and mirrors the header in Arabic', async ({ page, profile }) => {
  await signInToProfile(page, MIRA);
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    await speak(page, 'en');
    await expect(profile.name(MIRA.name)).toBeVisible();
    expect.soft(await rowEdges(page), `rows, ${String(size.width)} pixels wide`).toHaveLength(1);
    const english = await headerItems(page);
    await speak(page, 'ar');
    await expect(profile.name(MIRA.name)).toBeVisible();
    expect.soft(await rowEdges(page), `rows in Arabic, ${String(size.width)} pixels wide`).toHaveLength(1);
    const arabic = await headerItems(page);
    expect.soft(arabic.height, 'no line more').toBe(english.height);
    expect.soft(arabic.overlapping, 'items that overlap').toEqual([]);
    expect.soft(arabic.order, 'from right to left').toEqual(english.order.toReversed());
  }
});

test('shows the update prompt and the message about a change beside each other', async ({
  page,
  context,
  profile,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  await announceNewVersion(page);
  await signInToProfile(page, MIRA);
  const prompt = page.getByRole('region', { name: 'Update' });
  await expect(prompt).toBeVisible();
  await unlink(page, MIRA, 'Google', 'mira@work.example');
  // It stays while it has the focus.
  const undo = profile.receipt.getByRole('button', { name: 'Undo' });
  await undo.focus();
  for (const size of [DESKTOP, PHONE, { width: 320, height: 256 }]) {
    await page.setViewportSize(size);
    await expect(undo).toBeFocused();
    await expect.poll(() => overlap(prompt, profile.receipt.locator('.toast')), JSON.stringify(size)).toBe(false);
  }
  await context.setOffline(true);
  await expect(profile.offline).toBeVisible();
  await page.setViewportSize({ width: 390, height: 700 });
  await expectFocusInSight(page, 'prompt and notice at the foot');
});

/** Reloads the page in this language. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('onefold.language', chosen), language);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** The positions of mark, text and actions of the rows, without duplicates. */
async function rowEdges(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isRtl = document.dir === 'rtl';
    const edge = (row: Element, selector: string, side: 'start' | 'end') => {
      const box = row.querySelector(selector)?.getBoundingClientRect();
      return box && Math.round((side === 'start') === isRtl ? box.right : box.left);
    };
    const rows = [...document.querySelectorAll('onefold-identity-row')].map((row) =>
      [edge(row, 'onefold-provider-mark', 'start'), edge(row, '.text', 'start'), edge(row, '.actions', 'end')].join(),
    );
    return [...new Set(rows)];
  });
}

/** The links and buttons of the header, from left to right. */
async function headerItems(
  page: Page,
): Promise<{ readonly height: number; readonly order: readonly string[]; readonly overlapping: readonly string[] }> {
  await expect(page.locator('app-user-menu button').first()).toBeVisible();
  return page.evaluate(() => {
    const header = document.querySelector('.site-header .bar');
    if (!header) throw new Error('Expected the header.');
    const items = [...header.querySelectorAll('a, button')]
      .filter((item) => item.checkVisibility() && !item.closest('[popover]'))
      .map((item) => ({
        name: item.id || item.className || item.getAttribute('href'),
        box: item.getBoundingClientRect(),
      }))
      .toSorted((a, b) => a.box.left - b.box.left);
    return {
      height: Math.round(header.getBoundingClientRect().height),
      order: items.map(({ name }) => String(name)),
      overlapping: items
        .filter(({ box }, index) => box.left < (items[index - 1]?.box.right ?? 0))
        .map(({ name }) => String(name)),
    };
  });
}

async function overlap(first: Locator, second: Locator): Promise<boolean> {
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  if (!a || !b) throw new Error('Expected both to be visible.');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
