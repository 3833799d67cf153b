/**
 * Uses Auth0's own Node SDK, unmodified, against a tenant with TLS: `sdk-over-tls.ts DOMAIN CLIENT_ID CLIENT_SECRET`.
 * The process needs `NODE_EXTRA_CA_CERTS`. Prints what it learned as JSON.
 */
import { ManagementClient } from 'auth0';
import { AuthenticationClient } from 'auth0/legacy';

const [domain = '', clientId = '', clientSecret = ''] = process.argv.slice(2);

const authentication = new AuthenticationClient({ domain, clientId, clientSecret });
const { data: granted } = await authentication.oauth.clientCredentialsGrant({ audience: `https://${domain}/api/v2/` });

const management = new ManagementClient({ domain, clientId, clientSecret });
const [leo] = await management.users.listUsersByEmail({ email: 'leo.park@example.net' });
const [ana] = await management.users.listUsersByEmail({ email: 'ana@example.com' });
const linked = await management.users.identities.link(ana?.user_id ?? '', {
  provider: 'google-oauth2',
  user_id: leo?.identities?.[0]?.user_id ?? '',
});

process.stdout.write(JSON.stringify({ token: granted.access_token, linked: linked.map(({ provider }) => provider) }));
