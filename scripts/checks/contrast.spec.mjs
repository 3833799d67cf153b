import { readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

const PORTAL = readFileSync(inWorkspace('src', 'styles', 'tokens.css'), 'utf8');
const LIBRARY = readFileSync(inWorkspace('src', 'linking', 'profile', 'theme', 'tokens.css'), 'utf8');
const [DEFAULT = '', HIGH_CONTRAST = ''] = PORTAL.split('@media (prefers-contrast: more)');

/** Foreground, background and the required contrast (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS = /** @type {const} */ ([
  ['text', 'surface', 4.5],
  ['text-muted', 'surface', 4.5],
  ['text-muted', 'tint', 4.5],
  ['primary', 'surface', 4.5],
  ['primary', 'tint', 4.5],
  ['on-primary', 'primary', 4.5],
  ['outline-strong', 'surface', 3],
]);

/**
 * Reads the two colors of every `light-dark()` of a style sheet, by custom property; the last declaration counts.
 *
 * @param {string} css
 * @returns {Map<string, readonly [light: string, dark: string]>}
 */
function colors(css) {
  const found = css.matchAll(/--([\w-]+):[^;]*?light-dark\((#\w{6}), (#\w{6})\)/g);
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]));
}

/** @param {string} hex */
function luminance(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {string} one
 * @param {string} other
 */
function ratio(one, other) {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * @param {Map<string, readonly [string, string]>} palette
 * @param {readonly (readonly [string, string, number])[]} pairs
 * @returns {string[]} Pairs with too little contrast.
 */
function lowContrasts(palette, pairs) {
  return pairs.flatMap(([foreground, background, minRatio]) =>
    ['light', 'dark'].flatMap((theme, index) => {
      const [one, other] = [palette.get(foreground)?.[index], palette.get(background)?.[index]];
      if (one === undefined || other === undefined) return [`${foreground} or ${background} is missing`];
      const found = ratio(one, other);
      return found < minRatio
        ? [`${foreground} on ${background}, ${theme}: ${found.toFixed(2)} < ${String(minRatio)}`]
        : [];
    }),
  );
}

describe('Contrast', () => {
  it('follows the formula of WCAG', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(ratio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('is sufficient in the portal, light and dark', () => {
    const palette = colors(DEFAULT);
    const named = PAIRS.map(([foreground, background, minRatio]) => [
      `onefold-${foreground}`,
      `onefold-${background}`,
      minRatio,
    ]);
    const onCanvas = ['text', 'text-muted', 'primary'].map((foreground) => [`onefold-${foreground}`, 'canvas', 4.5]);
    const pairs = /** @type {[string, string, number][]} */ ([...named, ...onCanvas]);
    expect(lowContrasts(palette, [...pairs, ['onefold-outline-strong', 'canvas', 3]])).toEqual([]);
  });

  it('is 7 : 1 for text with prefers-contrast: more', () => {
    const palette = new Map([...colors(DEFAULT), ...colors(HIGH_CONTRAST)]);
    const foregrounds = ['onefold-text', 'onefold-text-muted', 'onefold-primary'];
    expect(
      lowContrasts(
        palette,
        foregrounds.flatMap((foreground) =>
          ['onefold-surface', 'canvas'].map((background) => /** @type {const} */ ([foreground, background, 7])),
        ),
      ),
    ).toEqual([]);
  });

  it('is sufficient in the library without the portal’s theme', () => {
    const palette = colors(LIBRARY);
    const pairs = /** @type {const} */ ([
      ['_text', '_surface', 4.5],
      ['_text', '_raised', 4.5],
      ['_muted', '_surface', 4.5],
      ['_muted', '_raised', 4.5],
      ['_primary', '_surface', 4.5],
      ['_primary', '_tint', 4.5],
      ['_on-primary', '_primary', 4.5],
      ['_error', '_surface', 4.5],
      ['_error', '_error-tint', 4.5],
      ['_text', '_error-tint', 4.5],
      ['_on-error', '_error', 4.5],
      ['_success', '_success-tint', 4.5],
      ['_line-strong', '_surface', 3],
    ]);
    expect(lowContrasts(palette, pairs)).toEqual([]);
  });
});
