/** Scopes of a demo server for the Management API. Source: Auth0 Management API contract, the operations people use. */
export const MANAGEMENT_SCOPES: readonly string[] = [
  ...['users', 'users_app_metadata', 'user_custom_blocks', 'connections', 'clients', 'client_keys'].flatMap(crud),
  ...['client_credentials', 'client_grants', 'resource_servers', 'roles', 'organizations'].flatMap(crud),
  ...['organization_members', 'organization_connections', 'organization_discovery_domains', 'actions'].flatMap(crud),
  ...['authentication_methods', 'custom_domains', 'log_streams', 'rules', 'rules_configs', 'hooks'].flatMap(crud),
  ...['branding', 'prompts', 'email_templates', 'email_provider', 'attack_protection', 'phone_providers'].flatMap(crud),
  ...['phone_templates', 'self_service_profiles', 'user_attribute_profiles', 'network_acls', 'forms'].flatMap(crud),
  ...['token_exchange_profiles', 'event_streams', 'flows', 'flows_vault_connections', 'scim_config'].flatMap(crud),
  ...['scim_token', 'connection_profiles', 'rate_limit_policies', 'organization_invitations'].flatMap(crud),
  ...crud('organization_clients'),
  ...['role_members', 'organization_client_grants', 'organization_member_roles'].flatMap((what) =>
    ['create', 'read', 'delete'].map((verb) => `${verb}:${what}`),
  ),
  ...['triggers', 'sessions', 'refresh_tokens', 'guardian_factors', 'mfa_policies', 'tenant_settings'].flatMap((what) =>
    ['read', 'update'].map((verb) => `${verb}:${what}`),
  ),
  ...['sessions', 'refresh_tokens', 'guardian_enrollments', 'grants', 'device_credentials'].map(
    (what) => `delete:${what}`,
  ),
  ...['guardian_enrollments', 'grants', 'device_credentials', 'logs', 'logs_users', 'stats', 'user_idp_tokens'].map(
    (what) => `read:${what}`,
  ),
  ...[
    'create:user_tickets',
    'create:guardian_enrollment_tickets',
    'read:client_summary',
    'blacklist:tokens',
    'read:anomaly_blocks',
    'delete:anomaly_blocks',
  ],
  ...['read:self_service_profile_custom_texts', 'update:self_service_profile_custom_texts'],
  ...['read:federated_connections_tokens', 'delete:federated_connections_tokens'],
];

function crud(what: string): string[] {
  return ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${what}`);
}
