/**
 * Auth0 Post-Login Action of Onefold; docs/deployment.md says how to install it. Needs no dependency. It sends
 *
 * - the linking server, in the access token, which connection the user signs in with;
 * - the portal, in the ID token, which other accounts of the user could be linked: `https://onefold.dev/suggestions`.
 *
 * Secrets: `ONEFOLD_ORIGIN` (of the linking server), `ONEFOLD_ACTION_SECRET` (as there), `AUTH0_CLIENT_ID` (the portal's;
 * several with commas). Without them it sends the connection only. No login ever fails or waits for long because of it.
 */

/** Milliseconds that a login may wait for suggestions. */
const TIMEOUT = 2000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * @param {object} event Source: Auth0, "Actions Triggers: post-login - Event Object".
 * @param {object} api Source: Auth0, "Actions Triggers: post-login - API Object".
 */
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://onefold.dev/connection', event.connection.name);
  if (!isLoginOfPortal(event)) return;
  try {
    const suggestions = await suggestionsFor(event);
    if (suggestions.length > 0) api.idToken.setCustomClaim('https://onefold.dev/suggestions', suggestions);
  } catch (error) {
    // Suggestions can wait for the next login; this login must not fail.
    console.log(`No suggestions at this login: ${error.message}`);
  }
};

/** Whether the user signs in to the portal: neither a token renewal nor a proof for the linking server. */
function isLoginOfPortal({ client, secrets, transaction }) {
  const portals = (secrets.AUTH0_CLIENT_ID ?? '').split(',').map((id) => id.trim());
  return (
    Boolean(secrets.ONEFOLD_ORIGIN && secrets.ONEFOLD_ACTION_SECRET) &&
    portals.includes(client.client_id) &&
    transaction?.protocol !== 'oauth2-refresh-token'
  );
}

async function suggestionsFor({ secrets, user }) {
  const url = new URL('/v1/login-suggestions', secrets.ONEFOLD_ORIGIN);
  // The secret is for the server only. Plain HTTP is safe on loopback.
  if (url.protocol !== 'https:' && !LOOPBACK.includes(url.hostname))
    throw new Error('ONEFOLD_ORIGIN must begin with https:');
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.ONEFOLD_ACTION_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: user.user_id,
      identities: user.identities.map(({ provider, user_id }) => ({ provider, user_id: String(user_id) })),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) throw new Error(`the linking server responded with ${response.status}`);
  return (await response.json()).suggestions;
}
