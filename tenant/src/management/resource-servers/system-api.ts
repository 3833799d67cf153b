import type { TenantResourceServer } from '../../model/tenant-resource-server.ts';

type Definition = Omit<TenantResourceServer, 'identifier'>;

const PERSONAL = ['authentication_methods', 'connected_accounts'];

/** Auth0's API for a user's own account. Sources: Auth0, "My Account API", and recorded responses. */
const MY_ACCOUNT: Definition = {
  name: 'Auth0 My Account API',
  scopes: [
    ...PERSONAL.flatMap((name) => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:me:${name}`)),
    'read:me:factors',
  ]
    .filter((value) => value !== 'update:me:connected_accounts')
    .map((value) => ({ value, description: descriptionOf(value) })),
  token_lifetime: 600,
  settings: {
    ...{ is_system: true, allow_offline_access: true, token_lifetime_for_web: 600 },
    skip_consent_for_verifiable_first_party_clients: true,
    proof_of_possession: { mechanism: 'dpop', required: false },
    subject_type_authorization: { user: { policy: 'require_client_grant' }, client: { policy: 'deny_all' } },
  },
};

/** The API that sets up an integration of Okta's catalog. Source: recorded responses. */
const EXPRESS_CONFIGURE: Definition = {
  name: 'Okta OIN Express Configuration API',
  scopes: [
    { value: 'express_configure:sso', description: 'Ability to create SSO configurations' },
    { value: 'express_configure:scim', description: 'Ability to create scim configurations' },
  ],
  token_lifetime: 300,
  enforce_policies: true,
  settings: {
    is_system: true,
    subject_type_authorization: { user: { policy: 'allow_all' }, client: { policy: 'deny_all' } },
  },
};

/** What Auth0 itself defines of an API with this identifier; undefined for a tenant's own API. */
export function systemApi(identifier: string, issuers: readonly string[]): Definition | undefined {
  if (issuers.some((issuer) => identifier === `${issuer}me/`)) return MY_ACCOUNT;
  return identifier === 'urn:auth0:express-configure' ? EXPRESS_CONFIGURE : undefined;
}

function descriptionOf(scope: string): string {
  return scope
    .replace(':me', '')
    .split(/[:_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
