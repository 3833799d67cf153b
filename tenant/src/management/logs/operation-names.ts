/**
 * Names of the Management API's operations, under which the log records changes.
 * Source: Auth0 Management API contract, summaries.
 */
const OPERATION_NAMES: Readonly<Record<string, string>> = {
  'POST /users': 'Create a User',
  'PATCH /users/:id': 'Update a User',
  'DELETE /users/:id': 'Delete a User',
  'POST /users/:id/identities': 'Link a User Account',
  'DELETE /users/:id/identities/:provider/:user_id': 'Unlink a User Identity',
  'DELETE /users/:id/sessions': 'Delete sessions for user',
  'DELETE /users/:id/refresh-tokens': 'Delete refresh tokens for a user',
  'POST /connections': 'Create a connection',
  'PATCH /connections/:id': 'Update a connection',
  'DELETE /connections/:id': 'Delete a connection',
  'PATCH /connections/:id/clients': 'Update enabled clients for a connection',
  'POST /clients': 'Create a client',
  'PATCH /clients/:id': 'Update a client',
  'DELETE /clients/:id': 'Delete a client',
  'POST /clients/:id/rotate-secret': 'Rotate a client secret',
  'POST /clients/:id/credentials': 'Create a client credential',
  'PATCH /clients/:id/credentials/:credential': 'Update a client credential',
  'DELETE /clients/:id/credentials/:credential': 'Delete a client credential',
  'POST /client-grants': 'Create client grant',
  'PATCH /client-grants/:id': 'Update client grant',
  'DELETE /client-grants/:id': 'Delete client grant',
  'POST /resource-servers': 'Create a resource server',
  'PATCH /resource-servers/:id': 'Update a resource server',
  'DELETE /resource-servers/:id': 'Delete a resource server',
  'POST /roles': 'Create a role',
  'PATCH /roles/:id': 'Update a role',
  'DELETE /roles/:id': 'Delete a role',
  'POST /roles/:id/permissions': 'Associate permissions with a role',
  'DELETE /roles/:id/permissions': 'Remove permissions from a role',
  'POST /roles/:id/users': 'Assign users to a role',
  'POST /users/:id/roles': 'Assign roles to a user',
  'DELETE /users/:id/roles': 'Removes roles from a user',
  'POST /users/:id/permissions': 'Assign Permissions to a User',
  'DELETE /users/:id/permissions': 'Remove Permissions from a User',
  'POST /organizations': 'Create an Organization',
  'PATCH /organizations/:id': 'Modify an Organization',
  'DELETE /organizations/:id': 'Delete organization',
  'POST /organizations/:id/enabled_connections': 'Add connections to an organization',
  'PATCH /organizations/:id/enabled_connections/:connection': 'Update the Connection of an Organization',
  'DELETE /organizations/:id/enabled_connections/:connection': 'Delete connections from an organization',
  'POST /organizations/:id/connections': 'Add connections to an organization',
  'PATCH /organizations/:id/connections/:connection': 'Update the Connection of an Organization',
  'DELETE /organizations/:id/connections/:connection': 'Delete connections from an organization',
  'POST /organizations/:id/client-grants': 'Associate a client grant with an organization',
  'DELETE /organizations/:id/client-grants/:grant': 'Remove a client grant from an organization',
  'POST /organizations/:id/discovery-domains': 'Create an organization discovery domain',
  'PATCH /organizations/:id/discovery-domains/:domain': 'Update an organization discovery domain',
  'DELETE /organizations/:id/discovery-domains/:domain': 'Delete an organization discovery domain',
  'POST /organizations/:id/members': 'Add members to an organization',
  'DELETE /organizations/:id/members': 'Delete members from an organization',
  'POST /organizations/:id/members/:member/roles': 'Assign user roles to an Organization member',
  'DELETE /organizations/:id/members/:member/roles': 'Delete user roles from an Organization member',
  'POST /organizations/:id/invitations': 'Create invitations to an organization',
  'DELETE /organizations/:id/invitations/:invitation': 'Delete an invitation to an organization',
  'POST /users/:id/recovery-code-regeneration': 'Generate New Multi-factor Authentication Recovery Code',
  'DELETE /users/:id/multifactor/:provider': "Delete a User's Multi-factor Provider",
  'DELETE /grants': 'Delete a grant by user_id',
  'DELETE /grants/:id': 'Delete a grant by id',
  'POST /users/:id/revoke-access': 'Revokes selected resources from a user',
  'PATCH /sessions/:id': 'Update session',
  'DELETE /sessions/:id': 'Delete session',
  'POST /sessions/:id/revoke': 'Revokes a session',
  'POST /refresh-tokens/revoke': 'Revoke refresh tokens',
  'PATCH /refresh-tokens/:id': 'Update a refresh token',
  'DELETE /refresh-tokens/:id': 'Delete a refresh token',
  'POST /actions/actions': 'Create an action',
  'PATCH /actions/actions/:id': 'Update an action',
  'DELETE /actions/actions/:id': 'Delete an action',
  'POST /actions/actions/:id/deploy': 'Deploy an action',
  'POST /actions/actions/:id/test': 'Test an Action',
  'POST /actions/actions/:action/versions/:id/deploy': 'Roll back to a previous action version',
  'PATCH /actions/triggers/:id/bindings': 'Update trigger bindings',
  'POST /device-credentials': 'Create a device public key credential',
  'DELETE /device-credentials/:id': 'Delete a device credential',
  'POST /tickets/email-verification': 'Create an email verification ticket',
  'POST /tickets/password-change': 'Create a password change ticket',
  'POST /jobs/verification-email': 'Send an email address verification email',
  'POST /jobs/users-imports': 'Create import users job',
  'POST /jobs/users-exports': 'Create export users job',
  'DELETE /user-blocks': 'Unblock by identifier',
  'DELETE /user-blocks/:id': 'Unblock a user',
  'POST /users/:id/authentication-methods': 'Creates an authentication method for a given user',
  'PUT /users/:id/authentication-methods': 'Update all authentication methods by replacing them with the given ones',
  'DELETE /users/:id/authentication-methods': 'Delete all authentication methods for the given user',
  'PATCH /users/:id/authentication-methods/:method': 'Update an authentication method',
  'DELETE /users/:id/authentication-methods/:method': 'Delete an authentication method by ID',
  'POST /keys/signing/rotate': 'Rotate the Application Signing Key',
  'PUT /keys/signing/:kid/revoke': 'Revoke an Application Signing Key by its key id',
};

/** Settings without an effect: the first parts of their paths. */
const INERT_SETTINGS = new Set([
  ...['log-streams', 'custom-domains', 'rules', 'rules-configs', 'hooks', 'network-acls', 'self-service-profiles'],
  ...['user-attribute-profiles', 'token-exchange-profiles', 'event-streams', 'flows', 'forms', 'branding', 'prompts'],
  ...['email-templates', 'emails', 'tenants', 'attack-protection', 'guardian', 'risk-assessments', 'blacklists'],
  ...['anomaly', 'connection-profiles', 'rate-limit-policies', 'supplemental-signals'],
]);
const INERT_SETTINGS_PATHS =
  /^\/actions\/modules|^\/keys\/encryption|scim-configuration|risk-assessments|tokensets|remember-browser/;
const VERBS: Readonly<Record<string, string>> = { POST: 'Create', PUT: 'Set', PATCH: 'Update', DELETE: 'Delete' };

/** The name of an operation such as `POST /users`; settings without an effect are named by their path. */
export function operationName(operation: string): string | undefined {
  const named = OPERATION_NAMES[operation];
  if (named !== undefined) return named;
  const [method = '', path = ''] = operation.split(' ');
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  if (!INERT_SETTINGS.has(parts[0] ?? '') && !INERT_SETTINGS_PATHS.test(path)) return undefined;
  return `${VERBS[method] ?? method} ${parts.join(' ').replaceAll('-', ' ')}`;
}
