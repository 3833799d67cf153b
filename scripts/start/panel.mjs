/**
 * @typedef {import('../configuration/local-configuration.mjs').PortalConfig} PortalConfig
 * @typedef {import('../configuration/local-configuration.mjs').DemoPerson} DemoPerson
 * @typedef {import('./choose-mode.mjs').LinkingMode} LinkingMode
 */
import { MACHINE_SCOPES } from '../configuration/local-configuration.mjs';

/** Hints that replace the tenant's, because the linking server offers more. */
const HINTS_WITH_SERVER = new Map([
  ['ida.berg@example.net', 'Has a linked identity: merging moves both of her sign-ins.'],
]);

/**
 * The text shown after the start: addresses, demo accounts, how to stop.
 *
 * @param {object} options
 * @param {string} options.origin Of the portal.
 * @param {PortalConfig} options.config
 * @param {LinkingMode} options.mode
 * @param {readonly DemoPerson[]} [options.people] Demo accounts of the local tenant; absent with an Auth0 tenant.
 * @returns {string}
 */
export function panel({ origin, config, mode, people }) {
  const lines = people === undefined ? auth0Lines(origin, config, mode) : localLines(origin, config, mode, people);
  return ['', `  Onefold is running:  ${origin}`, '', ...lines, '', '  Stop with Ctrl-C.', ''].join('\n');
}

/**
 * @param {string} origin
 * @param {PortalConfig} config
 * @param {LinkingMode} mode
 * @param {readonly DemoPerson[]} people
 * @returns {string[]}
 */
function localLines(origin, { domain, connections }, mode, people) {
  const labels = new Map(connections.map(({ name, label }) => [name, label]));
  return [
    `  Local tenant (nothing leaves this machine):  ${domain}`,
    ...(mode === 'server'
      ? [
          `  Linking server:  ${origin}/v1/me, described by ${origin}/openapi.json`,
          '  Its notices by email are written to .cache/mail, one .eml file each.',
        ]
      : ['  Direct mode: the browser calls the Management API itself. Without --direct a linking server does.']),
    '',
    '  Try it: sign in as Ana Souza, open her profile, choose Link account, then Google, and pick a person.',
    '',
    '  Who can sign in:',
    ...people.flatMap(({ name, email, password, connection, hint }) => {
      const instruction = password === undefined ? (labels.get(connection) ?? connection) : `password ${password}`;
      const shownHint = (mode === 'server' ? HINTS_WITH_SERVER.get(email) : undefined) ?? hint;
      return [`    ${[name, email, instruction].filter((each) => each !== '').join(' · ')}`, `      ${shownHint}`];
    }),
  ];
}

/**
 * @param {string} origin
 * @param {PortalConfig} config
 * @param {LinkingMode} mode
 * @returns {string[]}
 */
function auth0Lines(origin, { domain, clientId, audience, connections }, mode) {
  const server = mode === 'server';
  const callbacks = server ? `${origin}/callback` : `${origin}/callback, ${origin}/link/callback`;
  return [
    `  Auth0 tenant:  ${domain}`,
    '',
    `  The application ${clientId} (type: Single Page Application) needs these settings:`,
    `    Allowed Callback URLs   ${callbacks}`,
    `    Allowed Logout URLs     ${origin}`,
    `    Allowed Web Origins     ${origin}`,
    `    Connections enabled     ${connections.map(({ name }) => name).join(', ')}`,
    ...(server
      ? [
          '  The linking server needs:',
          `    An API                  with the identifier ${audience ?? ''}`,
          `    Regular Web Application  Allowed Callback URL ${origin}/v1/callback, the same connections`,
          `    Machine to Machine      for the Management API: ${MACHINE_SCOPES.join(' ')}`,
        ]
      : ['    Management API          user access to read:current_user and update:current_user_identities']),
    '  Step by step: README.md, "Use your own Auth0 tenant".',
  ];
}
