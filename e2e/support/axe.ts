import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose result can differ between light and dark colors. */
const RULES_OF_COLOR = ['color-contrast', 'link-in-text-block'];

/** Expects no violation in the current page, in light and in dark colors. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await finishAnimations(page);
  await expectNoViolation(axe(page).withTags(RULES), state);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolation(axe(page).withRules(RULES_OF_COLOR), `${state}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The same with the page scrolled to the top: axe measures only the visible part of a button below the sticky header. */
export async function expectAccessibleFromTop(page: Page, state: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, state);
}

/** Ends transitions, because axe must see the final colors. */
async function finishAnimations(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Legacy mode: the default opens another tab each time for frames of other origins, which are empty here. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function expectNoViolation(axe: AxeBuilder, state: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, `axe on ${state}`).toEqual([]);
}
