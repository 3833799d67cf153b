/**
 * A connection the portal offers for linking.
 *
 * @typedef {{ name: string, label: string, provider?: string }} Connection
 */

/** Auth0: connection names are alphanumeric with single hyphens in between, at most 128 characters. */
const NAME = /^(?=.{1,128}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** Every connection of the local tenant's portal client. */
export const LOCAL_CONNECTIONS = Object.freeze([
  ...['google-oauth2', 'github', 'windowslive'].map(named),
  { name: 'acme-corp', label: 'Acme Corporation', provider: 'samlp' },
  { ...named('Username-Password-Authentication'), provider: 'auth0' },
  named('email'),
]);

/** Connections of a new Auth0 tenant. */
export const NEW_TENANT_CONNECTIONS = Object.freeze([
  named('google-oauth2'),
  { ...named('Username-Password-Authentication'), provider: 'auth0' },
]);

/**
 * Reads a list such as `google-oauth2, acme-corp=Acme Corporation`.
 *
 * @param {string | undefined} list
 * @returns {{ connections?: readonly Connection[], problem?: string }} Neither without a list.
 */
export function parseConnections(list) {
  if (list === undefined) return {};
  const connections = [];
  for (const entry of list.split(',').map((each) => each.trim())) {
    const [name = '', ...label] = entry.split('=').map((each) => each.trim());
    if (!NAME.test(name)) {
      const shape = 'Set the names of Auth0, separated by commas, with optional labels, such as github, acme-corp=Acme';
      return { problem: `ONEFOLD_CONNECTIONS contains "${entry}". ${shape}.` };
    }
    connections.push(label.length > 0 ? { name, label: label.join('=') } : named(name));
  }
  return { connections };
}

/**
 * A connection whose label is its name, so that the portal shows its own label in the user's language.
 *
 * @param {string} name
 * @returns {Connection}
 */
function named(name) {
  return { name, label: name };
}
