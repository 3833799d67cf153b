/**
 * An application that uses the packed packages as its README says. It begins as `ng new` writes it; the files in
 * `e2e/consumers/hosts/NAME` replace some of that.
 *
 * @typedef {object} Host
 * @property {string} name
 * @property {string} angular Version of the CLI that creates it.
 * @property {string} files Folder in `e2e/consumers/hosts` whose files it gets.
 * @property {string} [budget] Limit of the first load that makes the build warn. Default: what `ng new` writes.
 * @property {boolean} [always] Whether `npm test` builds it; the others need `--all`.
 */

/** @type {readonly Host[]} */
export const HOSTS = [
  { name: 'zoneless', angular: '22.2.5', files: 'standalone', always: true },
  // Without Onefold it is at 471 kB, because the SDK is in its first load.
  { name: 'auth0-angular', angular: '22.2.5', files: 'auth0-angular', budget: '600kB', always: true },
  { name: 'angular-21', angular: '21.2.27', files: 'standalone' },
  { name: 'angular-20', angular: '20.3.41', files: 'standalone' },
];
