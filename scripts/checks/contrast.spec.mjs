import { readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

const PORTAL = readFileSync(inWorkspace('src', 'styles', 'tokens.css'), 'utf8');
const LIBRARY = readFileSync(inWorkspace('src', 'linking', 'profile', 'theme', 'tokens.css'), 'utf8');
const [USUAL = '', MORE = ''] = PORTAL.split('@media (prefers-contrast: more)');

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
 * Reads the two colours of every `light-dark()` of a style sheet, by custom property; the last declaration counts.
 *
 * @param {string} css
 * @returns {Map<string, readonly [light: string, dark: string]>}
 */
function colours(css) {
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
function tooWeak(palette, pairs) {
  return pairs.flatMap(([front, back, least]) =>
    ['light', 'dark'].flatMap((theme, index) => {
      const [one, other] = [palette.get(front)?.[index], palette.get(back)?.[index]];
      if (one === undefined || other === undefined) return [`${front} or ${back} is missing`];
      const found = ratio(one, other);
      return found < least ? [`${front} on ${back}, ${theme}: ${found.toFixed(2)} < ${String(least)}`] : [];
    }),
  );
}

describe('contrast', () => {
  it('measures as WCAG does', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(ratio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('is enough in the portal, light and dark', () => {
    const palette = colours(USUAL);
    const named = PAIRS.map(([front, back, least]) => [`onefold-${front}`, `onefold-${back}`, least]);
    const onCanvas = ['text', 'text-muted', 'primary'].map((front) => [`onefold-${front}`, 'canvas', 4.5]);
    const pairs = /** @type {[string, string, number][]} */ ([...named, ...onCanvas]);
    expect(tooWeak(palette, [...pairs, ['onefold-outline-strong', 'canvas', 3]])).toEqual([]);
  });

  it('is 7 : 1 for text with prefers-contrast: more', () => {
    const palette = new Map([...colours(USUAL), ...colours(MORE)]);
    const fronts = ['onefold-text', 'onefold-text-muted', 'onefold-primary'];
    expect(
      tooWeak(
        palette,
        fronts.flatMap((front) => ['onefold-surface', 'canvas'].map((back) => /** @type {const} */ ([front, back, 7]))),
      ),
    ).toEqual([]);
  });

  it('is enough in the library without the portal’s theme', () => {
    const palette = colours(LIBRARY);
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
    expect(tooWeak(palette, pairs)).toEqual([]);
  });
});
