import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that can differ between the colours of light and dark. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Expects no violation in the current page, in light and in dark colors. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await comeToRest(page);
  await expectNoViolation(axe(page).withTags(RULES), state);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolation(axe(page).withRules(RULES_OF_COLOUR), `${state}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The same with the page scrolled up: a button that is half below the sticky header has half its size for axe. */
export async function expectAccessibleFromTop(page: Page, state: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, state);
}

/** Axe must see colours that have come to rest. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** In the page itself: frames of other origins, for which axe would open another tab each time, have no content here. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function expectNoViolation(axe: AxeBuilder, state: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, `axe on ${state}`).toEqual([]);
}
