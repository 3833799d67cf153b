/**
 * Brotli-compressed JavaScript and CSS, in bytes.
 *
 * @typedef {object} Sizes
 * @property {number} initial
 * @property {number} profileRoute The heavier of the two modes below.
 * @property {number} profileRouteDirect Linking through the Management API.
 * @property {number} profileRouteServer Linking through the linking server.
 */

/**
 * Limits that detect accidents; not a budget, because time matters, not bytes. A kilobyte is 1000 bytes.
 *
 * @type {Readonly<Pick<Sizes, 'initial' | 'profileRoute'>>}
 */
const LIMITS = { initial: 70_000, profileRoute: 190_000 };

/**
 * @param {Readonly<Pick<Sizes, 'initial' | 'profileRoute'>>} sizes
 * @returns {string[]} A sentence for each limit that is exceeded.
 */
export function overLimits(sizes) {
  return [
    { name: 'first load', size: sizes.initial, limit: LIMITS.initial },
    { name: 'profile route', size: sizes.profileRoute, limit: LIMITS.profileRoute },
  ]
    .filter(({ size, limit }) => size > limit)
    .map(({ name, size, limit }) => `The ${name} has ${String(size)} bytes; the limit is ${String(limit)}.`);
}
