/**
 * Brotli-compressed JavaScript and CSS, in bytes.
 *
 * @typedef {{ initial: number, profileRoute: number }} Sizes
 */

/**
 * What may not be exceeded; a kilobyte is 1000 bytes.
 *
 * @type {Readonly<Sizes>}
 */
const LIMITS = { initial: 70_000, profileRoute: 130_000 };

/**
 * @param {Sizes} sizes
 * @returns {string[]} A sentence for each limit that is exceeded.
 */
export function overLimits(sizes) {
  return [
    { what: 'first load', size: sizes.initial, limit: LIMITS.initial },
    { what: 'profile route', size: sizes.profileRoute, limit: LIMITS.profileRoute },
  ]
    .filter(({ size, limit }) => size > limit)
    .map(({ what, size, limit }) => `The ${what} weighs ${String(size)} bytes; the limit is ${String(limit)}.`);
}
