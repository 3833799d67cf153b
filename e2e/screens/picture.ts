import type { Page } from '@playwright/test';
import { showInArabic } from './arabic.ts';

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
const HEIGHTS: Readonly<Record<(typeof WIDTHS)[number], number>> = { 360: 740, 1280: 860 };

/** The properties that distinguish the pictures of a state. */
export interface Picture {
  readonly file: string;
  readonly theme: (typeof THEMES)[number];
  readonly width: (typeof WIDTHS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
}

/** The pictures of a state, in the order that needs the fewest changes of the page. */
export function picturesOf(state: string): readonly Picture[] {
  return DIRECTIONS.flatMap((direction) =>
    WIDTHS.flatMap((width) =>
      THEMES.map((theme) => ({ file: `${state}.${theme}-${String(width)}-${direction}.png`, theme, width, direction })),
    ),
  );
}

/** Prepares the page and takes the picture: of the whole page, or of the window if a dialog is open. */
export async function takePicture(
  page: Page,
  { file, theme, width, direction }: Picture,
  folder: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  if (direction === 'rtl') await showInArabic(page);
  const modal = await page.evaluate(() => {
    const open = document.querySelector(':modal') !== null;
    // Sticky elements are at the top of the picture, as in the window.
    if (!open) scrollTo(0, 0);
    return open;
  });
  await page.screenshot({ path: `${folder}/${file}`, fullPage: !modal, animations: 'disabled', caret: 'initial' });
}
