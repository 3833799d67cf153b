/**
 * An application that uses the packed packages as their README says: the output of `ng new`, in which files of
 * `e2e/consumers/hosts` replace some.
 *
 * @typedef {object} Host
 * @property {string} name
 * @property {Installation} installation
 * @property {readonly string[]} [options] Of `ng new`.
 * @property {readonly string[]} files Folders in `e2e/consumers/hosts` whose files it gets; the last one wins.
 * @property {{ files: readonly string[], limit: number }} [before] Folders in `e2e/consumers/before` whose files make it the
 *   application before Onefold, and the growth of its first load that Onefold may cause, in kilobytes compressed with brotli. See
 *   docs/decisions/027-consumers.md for what it consists of.
 * @property {string} [base] Its base href. Default: `/`.
 * @property {boolean} [hash] Whether its router keeps the path in the fragment.
 * @property {string} [policy] Content security policy of its responses.
 * @property {'direct' | 'server'} [mode] Default: `server`.
 * @property {Readonly<Record<string, unknown>>} [settings] Added to its configuration.
 * @property {boolean} [rendered] Whether its own server renders it.
 * @property {boolean} [specs] Whether it has specs on the test kit, which `ng test` runs in vitest and jsdom.
 * @property {string} [budget] Limit of the first load that makes the build warn. Default: what `ng new` writes.
 * @property {boolean} [always] Whether `npm test` builds it; the others need `--all`.
 *
 * Packages installed in one folder that several hosts share to save time.
 *
 * @typedef {object} Installation
 * @property {string} name
 * @property {string} angular Version of the CLI that creates the hosts.
 * @property {readonly string[]} [options] Of `ng new`, if they add packages to package.json.
 * @property {readonly string[]} [packages] Installed beside Onefold and Auth0's SDKs.
 */

/** @type {Installation} Only the packages that the README lists, so that a missing peer dependency is detected. */
const PLAIN = { name: 'angular-22', angular: '22.2.5' };

/** @type {Installation} */
const WITH_MATERIAL = {
  name: 'angular-22-rich',
  angular: '22.2.5',
  options: ['--zoneless=false'],
  packages: ['@angular/cdk@^22.2.0', '@angular/material@^22.2.0'],
};

/** @type {Installation} All packages in one version, because those for rendering are not published in every version. */
const RENDERING = {
  name: 'angular-22-rendering',
  angular: '22.2.0',
  options: ['--ssr'],
  packages: [
    ...['common', 'compiler', 'core', 'forms', 'platform-browser', 'platform-server', 'router', 'ssr'],
    ...['build', 'cli', 'compiler-cli'],
  ].map((name) => `@angular/${name}@22.2.0`),
};

/**
 * Allows neither `unsafe-inline` nor `unsafe-eval` for scripts. `worker-src` is for the worker of Auth0's SDK, `frame-src` for
 * its silent sign-in; component styles need `style-src`, as in every Angular application without a nonce.
 */
const STRICT_POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; worker-src blob:",
  "connect-src 'self' http://localhost:*; frame-src http://localhost:*; base-uri 'self'; object-src 'none'",
].join('; ');

/** @type {readonly Host[]} */
export const HOSTS = [
  {
    name: 'zoneless',
    installation: PLAIN,
    files: ['standalone'],
    before: { files: ['standalone'], limit: 13.9 },
    always: true,
  },
  {
    name: 'auth0-angular',
    installation: PLAIN,
    files: ['auth0-angular'],
    before: { files: ['auth0-angular'], limit: 13.8 },
    // Without Onefold its first load is 471 kB, because it contains the SDK.
    budget: '600kB',
    always: true,
  },
  {
    name: 'lazy-page',
    installation: PLAIN,
    files: ['standalone', 'lazy-page'],
    before: { files: ['standalone', 'lazy-page'], limit: 5.6 },
  },
  {
    name: 'module-in-sub-path',
    installation: WITH_MATERIAL,
    options: ['--no-standalone', '--zoneless=false'],
    files: ['module'],
    before: { files: ['module'], limit: 13.4 },
    base: '/portal/',
    policy: STRICT_POLICY,
  },
  {
    name: 'hash',
    installation: PLAIN,
    files: ['standalone', 'hash'],
    hash: true,
    settings: { cacheLocation: 'localstorage', useDpop: true },
  },
  { name: 'hash-in-sub-path', installation: PLAIN, files: ['standalone', 'hash'], hash: true, base: '/portal/' },
  { name: 'direct', installation: PLAIN, files: ['standalone', 'direct'], mode: 'direct' },
  {
    name: 'auth0-angular-direct',
    installation: PLAIN,
    files: ['auth0-angular', 'auth0-angular-direct'],
    mode: 'direct',
    budget: '600kB',
  },
  { name: 'material', installation: WITH_MATERIAL, files: ['standalone', 'material'], specs: true },
  { name: 'rendered', installation: RENDERING, options: ['--ssr'], files: ['standalone', 'rendered'], rendered: true },
  { name: 'angular-21', installation: { name: 'angular-21', angular: '21.2.27' }, files: ['standalone'] },
  { name: 'angular-20', installation: { name: 'angular-20', angular: '20.3.41' }, files: ['standalone'] },
];
