import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/**
 * Draws every text of a page with `bars.ttf`, whose letters are plain bars of a letter's width and height, so that all machines
 * draw the same. The font has ASCII and `·–—‘’“”…→✓`. It needs a page whose content security policy is bypassed.
 */
export async function useBarFont(page: Page): Promise<void> {
  const font = readFileSync(new URL('bars.ttf', import.meta.url)).toString('base64');
  await page.addInitScript((source) => {
    addEventListener('DOMContentLoaded', () => {
      const style = document.createElement('style');
      style.textContent = `
        @font-face { font-family: Bars; font-weight: 100 900; src: url(data:font/ttf;base64,${source}); }
        *, *::before, *::after { font-family: Bars !important; text-rendering: geometricPrecision !important; }
        /* Its words change by the second. */
        onefold-time-left { display: none; }`;
      document.head.append(style);
    });
  }, font);
}

/** Options of a picture. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: 360 | 1280;
}

/** Expects that the page looks as it did when the picture of that name was accepted. */
export async function expectLook(page: Page, name: string, { theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  await page.mouse.move(0, 0);
  expect(await page.evaluate(() => document.fonts.check('16px Bars')), 'the font is there').toBe(true);
  await expect(page).toHaveScreenshot(`${name}.${theme}-${String(width)}.png`, {
    animations: 'disabled',
    // Masked: times depend on the current day, and the picture of a user has letters in the machine's font.
    mask: [page.locator('time, onefold-avatar')],
    maskColor: '#888888',
    // Chromium's builds differ in how they smooth the edges of curves: a few pixels of each icon. A row, a button or a
    // color that changes is more than one pixel of three hundred.
    maxDiffPixelRatio: 0.003,
  });
}
