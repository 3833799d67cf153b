import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** The position of every visible part with text, a shape or a border. */
async function painting(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const parts =
      'a, button, label, legend, input, h1, h2, p, .act > span, svg, path, rect, circle, nav, main, footer, header';
    return [...document.querySelectorAll(`app-root :is(${parts})`)]
      .filter((part) => part.checkVisibility({ visibilityProperty: true }))
      .map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const deployment = [x, y, width, height].map((value) => Math.round(value)).join(' ');
        const words = part.querySelector('a, p, h1, label') ? '' : part.textContent.replaceAll(/\s+/g, ' ').trim();
        const said = ['aria-current', 'aria-hidden', 'aria-label', 'd', 'class'].map(
          (name) => part.getAttribute(name) ?? '',
        );
        return `${part.localName} [${deployment}] ${words} ${said.join('|')}`
          .replace(' static-header', '')
          .replace('page static', 'page');
      });
  });
}

for (const width of [360, 1280]) {
  test(`paints the same home page with and without Angular, ${String(width)} pixels wide`, async ({
    page,
    context,
    portal,
    baseURL,
    watch,
  }) => {
    watch.expect(/\/authorize/);
    await page.setViewportSize({ width, height: 800 });
    await portal.open();
    await expect(page.locator('.static-header')).toBeVisible();
    const words = await page.locator('body').ariaSnapshot();
    const stands = await painting(page);
    expect(stands.length).toBeGreaterThan(60);

    // This cookie of an earlier sign-in makes the page start Angular, which then finds no session.
    const { clientId } = (await (await page.request.get('/config.json')).json()) as { readonly clientId: string };
    await context.addCookies([{ name: `auth0.${clientId}.is.authenticated`, value: 'true', url: baseURL ?? '' }]);
    await page.reload();
    await expect(page.locator('app-shell')).toBeAttached();
    await expect(portal.signIn).toBeVisible();
    await expect(page.getByRole('radio', { name: 'System' })).toBeChecked();
    // The static page links to `/#main`, because `<base>` would resolve `#main` to another page without the application.
    expect((await page.locator('body').ariaSnapshot()).replace('"#main"', '/#main')).toBe(words);
    expect(await painting(page)).toEqual(stands);
  });
}

test('paints the chosen theme before anything else, and keeps it', async ({ page, portal, watch }) => {
  watch.expect(/main-.*\.js/);
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.emulateMedia({ colorScheme: 'light' });
  await portal.open();
  expect(await scheme()).toBe('light dark');
  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await scheme()).toBe('dark');
  // Blocks the application's script, so that boot.js alone decides what is painted.
  await page.route(/main-.*\.js/, (route) => route.abort());
  await page.reload();
  expect(await scheme()).toBe('dark');
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('radio', { name: 'System' }).check();
  await page.reload();
  expect(await scheme()).toBe('light dark');
});
