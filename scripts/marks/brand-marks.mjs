import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { inWorkspace } from '../runtime/workspace.mjs';
import { visibleOn } from './visible-on.mjs';

const FOLDER = inWorkspace('src', 'linking', 'profile', 'identities');
const PACKAGE = inWorkspace('node_modules', 'simple-icons');

/** The checked-in files, by their part of `BRANDS`. */
export const FILES = {
  first: { path: join(FOLDER, 'first-brand-marks.ts'), name: 'FIRST_BRAND_MARKS' },
  usual: { path: join(FOLDER, 'default-brand-marks.ts'), name: 'DEFAULT_BRAND_MARKS' },
  rare: { path: join(FOLDER, 'rare-brand-marks.ts'), name: 'RARE_BRAND_MARKS' },
};

/**
 * The source of one file: each brand's shape and its colors on light and on dark, if they are visible there.
 *
 * @param {string} name Of the constant.
 * @param {Readonly<Record<string, string>>} brands Provider to slug.
 * @returns {Promise<string>}
 * @throws {Error} If the package no longer has the mark, or the mark has its own license now.
 */
export async function brandMarksSource(name, brands) {
  /** @type {readonly { title: string, slug?: string, hex: string, license?: { type: string } }[]} */
  const known = createRequire(import.meta.url)('simple-icons/icons.json');
  const entries = Object.entries(brands).map(([provider, slug]) => {
    const icon = known.find((each) => each.slug === slug);
    if (!icon) throw new Error(`simple-icons has no mark "${slug}": remove it from scripts/marks/brands.mjs.`);
    if (icon.license && icon.license.type !== 'CC0-1.0') {
      throw new Error(
        `The license of the ${icon.title} mark is ${icon.license.type}: remove it from scripts/marks/brands.mjs.`,
      );
    }
    const svg = readFileSync(join(PACKAGE, 'icons', `${slug}.svg`), 'utf8');
    const [, path = ''] = /<path d="([^"]+)"/.exec(svg) ?? [];
    const color = `#${icon.hex.toLowerCase()}`;
    const facts = {
      path,
      ...(visibleOn(color, 'light') && { onLight: color }),
      ...(visibleOn(color, 'dark') && { onDark: color }),
    };
    return `${JSON.stringify(provider)}: ${JSON.stringify(facts)},`;
  });
  const source = `
    // Written by scripts/write-brand-marks.mjs from simple-icons (CC0-1.0). Do not edit. The marks belong to their owners.
    import type { BrandMark } from './brand-mark';

    /** Marks by Auth0's strategy. */
    export const ${name}: Readonly<Record<string, BrandMark>> = { ${entries.join('\n')} };
  `;
  const options = await resolveConfig(FILES.usual.path);
  return format(source, { ...options, parser: 'typescript' });
}
