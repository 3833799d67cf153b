import { readFileSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { inWorkspace } from '../runtime/workspace.mjs';

/** Background of the mark for platforms that crop the icon to their own shape. */
const BACKGROUND_COLOR = '#f4f8f7';

/** Share of the icon that the mark fills: only the inner 80 % of a maskable icon is always visible (W3C Web App Manifest). */
const ICONS = [
  { file: 'icon-192.png', size: 192, fills: 1, ground: 'transparent' },
  { file: 'icon-512.png', size: 512, fills: 1, ground: 'transparent' },
  { file: 'maskable-192.png', size: 192, fills: 0.62, ground: BACKGROUND_COLOR },
  { file: 'maskable-512.png', size: 512, fills: 0.62, ground: BACKGROUND_COLOR },
  { file: 'touch-180.png', size: 180, fills: 0.74, ground: BACKGROUND_COLOR },
];

/** Draws the icons of the web manifest from `favicon.svg`: `node scripts/portal/write-icons.mjs` after the mark changed. */
const mark = readFileSync(inWorkspace('src', 'public', 'favicon.svg')).toString('base64');
const folder = inWorkspace('src', 'public', 'icons');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  ...(process.env['CHROME_BIN'] ? { executablePath: process.env['CHROME_BIN'] } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const { file, size, fills, ground } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}">` +
        `<img src="data:image/svg+xml;base64,${mark}" style="width:${fills * 100}%;display:block">`,
    );
    await page.screenshot({ path: `${folder}/${file}`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
