/**
 * @typedef {import('../configuration/portal-config.mjs').PortalConfig} PortalConfig
 * @typedef {import('../configuration/portal-config.mjs').DemoPerson} DemoPerson
 */

/**
 * What a person sees once everything answers: where it is, who can sign in, how to stop.
 *
 * @param {object} options
 * @param {string} options.origin Of the portal.
 * @param {PortalConfig} options.config
 * @param {readonly DemoPerson[]} [options.people] Who lives in the local tenant; absent with an Auth0 tenant.
 * @returns {string}
 */
export function panel({ origin, config, people }) {
  const lines = people === undefined ? auth0Lines(origin, config) : localLines(config, people);
  return ['', `  Onefold is running:  ${origin}`, '', ...lines, '', '  Stop with Ctrl-C.', ''].join('\n');
}

/**
 * @param {PortalConfig} config
 * @param {readonly DemoPerson[]} people
 * @returns {string[]}
 */
function localLines({ domain, connections }, people) {
  const labels = new Map(connections.map(({ name, label }) => [name, label]));
  return [
    `  Local tenant (nothing leaves this machine):  ${domain}`,
    '',
    '  Who can sign in:',
    ...people.flatMap(({ name, email, password, connection, hint }) => {
      const how = password === undefined ? (labels.get(connection) ?? connection) : `password ${password}`;
      return [`    ${[name, email, how].filter((each) => each !== '').join(' · ')}`, `      ${hint}`];
    }),
  ];
}

/**
 * @param {string} origin
 * @param {PortalConfig} config
 * @returns {string[]}
 */
function auth0Lines(origin, { domain, clientId, connections }) {
  return [
    `  Auth0 tenant:  ${domain}`,
    '',
    `  The application ${clientId} (type: Single Page Application) needs these settings:`,
    `    Allowed Callback URLs   ${origin}/callback, ${origin}/link/callback`,
    `    Allowed Logout URLs     ${origin}`,
    `    Allowed Web Origins     ${origin}`,
    `    Connections enabled     ${connections.map(({ name }) => name).join(', ')}`,
    '    Management API          user access to read:current_user and update:current_user_identities',
    '  Step by step: README.md, "Use your own Auth0 tenant".',
  ];
}
