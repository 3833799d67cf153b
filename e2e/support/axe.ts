import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that can differ between the colours of light and dark; the rest is tried in light. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds nothing to complain about in the page as it is now. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const axe = new AxeBuilder({ page });
  const { violations } = await (dark ? axe.withRules(RULES_OF_COLOUR) : axe.withTags(RULES)).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, `axe on ${state}`).toEqual([]);
}

/** The same with the page scrolled up: a button that is half below the sticky header has half its size for axe. */
export async function expectAccessibleFromTop(page: Page, state: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, state);
}
