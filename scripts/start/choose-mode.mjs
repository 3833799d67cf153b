/**
 * How the portal links accounts: `server` by the linking server, `direct` by calling the Management API itself.
 *
 * @typedef {'server' | 'direct'} LinkingMode
 */

/** Any of these selects server mode; the server reports what else it needs. */
const CREDENTIALS = [
  'ONEFOLD_SERVER_CLIENT_ID',
  'ONEFOLD_SERVER_CLIENT_SECRET',
  'ONEFOLD_MACHINE_CLIENT_ID',
  'ONEFOLD_MACHINE_CLIENT_SECRET',
];

/**
 * @param {object} options
 * @param {boolean} options.direct Whether `--direct` was given.
 * @param {boolean} options.auth0 Whether a real Auth0 tenant is configured.
 * @param {import('../configuration/read-settings.mjs').Settings} options.settings
 * @returns {{ mode: LinkingMode, note?: string }} A note if the mode may be unexpected.
 */
export function chooseMode({ direct, auth0, settings }) {
  if (direct) return { mode: 'direct' };
  const credentials = CREDENTIALS.some((name) => settings[name] ?? settings[`${name}_FILE`]);
  if (!auth0 || credentials) return { mode: 'server' };
  return {
    mode: 'direct',
    note:
      'Without the credentials of a linking server, the browser calls the Management API, which Auth0 advises against in ' +
      'production. Set ONEFOLD_SERVER_CLIENT_ID and the other credentials of .env.example.',
  };
}
