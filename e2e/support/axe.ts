import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { RunOptions } from 'axe-core';
import { expect, type Page } from '@playwright/test';

const RULES: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
};

/** The rules whose result can differ between light and dark colors. */
const RULES_OF_COLOR: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

const SCRIPT = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Expects no violation in the current page, in light and in dark colors. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await finishAnimations(page);
  await expectNoViolation(page, RULES, state);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolation(page, RULES_OF_COLOR, `${state}, dark`);
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

/** Loads axe once per document; frames are empty here. */
async function expectNoViolation(page: Page, rules: RunOptions, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await SCRIPT);
  const found = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { readonly axe: typeof axeCore };
      const { violations } = await axe.run(document, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    { ...rules, iframes: false, resultTypes: ['violations'] } satisfies RunOptions,
  );
  expect(found, `axe on ${state}`).toEqual([]);
}
