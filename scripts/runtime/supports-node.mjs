/**
 * Whether a Node version runs Angular 22.2 and the tenant's TypeScript: `^22.22.3 || ^24.15 || >=26`.
 *
 * @param {string} version As in `process.versions.node`, for example `24.15.0`.
 * @returns {boolean}
 */
export function supportsNode(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  if (major === 24) return minor >= 15;
  return major >= 26;
}
