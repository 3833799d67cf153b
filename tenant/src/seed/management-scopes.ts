/** What a demo server may do at the Management API. Source: Auth0 Management API contract, the operations people use. */
export const MANAGEMENT_SCOPES: readonly string[] = [
  ...crud('users'),
  ...crud('users_app_metadata'),
  ...crud('user_custom_blocks'),
  'create:user_tickets',
  'read:user_idp_tokens',
  ...crud('connections'),
  ...crud('clients'),
  'read:client_summary',
  ...crud('client_keys'),
  ...crud('client_grants'),
  ...crud('resource_servers'),
  ...crud('roles'),
  'create:role_members',
  'read:role_members',
  'delete:role_members',
  ...crud('organizations'),
  ...crud('organization_members'),
  ...crud('organization_connections'),
  ...crud('actions'),
  'read:triggers',
  'update:triggers',
  'read:logs',
  'read:logs_users',
  'read:sessions',
  'delete:sessions',
  'read:refresh_tokens',
  'delete:refresh_tokens',
  'read:grants',
  'delete:grants',
  'read:tenant_settings',
  'update:tenant_settings',
];

function crud(what: string): string[] {
  return ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${what}`);
}
