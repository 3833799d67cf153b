/** The surface around the tile without a custom theme (src/linking/profile/theme/tokens.css: `--_surface`). */
const SURFACES = { light: '#ffffff', dark: '#161d1e' };
/** Share of the mark's own color in its tile (provider-mark.component.css). */
const TINT = 0.13;
/** WCAG 2.2, 1.4.11 Non-text Contrast. */
const MIN_CONTRAST = 3;

/**
 * Whether a mark in this color stands out from a tile that is tinted with it.
 *
 * @param {string} color Such as `#1877f2`.
 * @param {keyof typeof SURFACES} scheme
 */
export function visibleOn(color, scheme) {
  const mark = channels(color);
  const surface = channels(SURFACES[scheme]);
  const tile = surface.map((value, index) => value * (1 - TINT) + (mark[index] ?? 0) * TINT);
  const [darker = 0, lighter = 0] = [luminance(mark), luminance(tile)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05) >= MIN_CONTRAST;
}

/**
 * @param {string} color
 * @returns {number[]} Red, green and blue, 0 to 255.
 */
function channels(color) {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

/**
 * WCAG 2.2, definition of relative luminance.
 *
 * @param {readonly number[]} rgb
 */
function luminance(rgb) {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
