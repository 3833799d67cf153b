import type { Page } from '@playwright/test';

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
const HEIGHTS: Readonly<Record<(typeof WIDTHS)[number], number>> = { 360: 740, 1280: 860 };

/** How one picture of a state differs from the others. */
export interface Picture {
  readonly file: string;
  readonly theme: (typeof THEMES)[number];
  readonly width: (typeof WIDTHS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
}

/** The pictures of a state, in the order in which the page is changed least. */
export function picturesOf(state: string): readonly Picture[] {
  return DIRECTIONS.flatMap((direction) =>
    WIDTHS.flatMap((width) =>
      THEMES.map((theme) => ({ file: `${state}.${theme}-${String(width)}-${direction}.png`, theme, width, direction })),
    ),
  );
}

/** Changes the page to what the picture is of, and takes it: the whole page, or the window where a dialog is open. */
export async function takePicture(
  page: Page,
  { file, theme, width, direction }: Picture,
  folder: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  const modal = await page.evaluate((dir) => {
    document.documentElement.dir = dir;
    return document.querySelector(':modal') !== null;
  }, direction);
  await page.screenshot({ path: `${folder}/${file}`, fullPage: !modal, animations: 'disabled', caret: 'initial' });
}
