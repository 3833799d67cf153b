import { CLIENT, managementHarness, type ManagementHarness } from './management-harness.ts';

/** Fields of a response. */
export type Body = Readonly<Record<string, unknown>>;

/** Scopes of every kind of settings. */
const SETTINGS_SCOPES = ['log_streams', 'custom_domains', 'rules', 'rules_configs', 'hooks', 'network_acls', 'branding']
  .concat(['self_service_profiles', 'user_attribute_profiles', 'token_exchange_profiles', 'event_streams', 'forms'])
  .concat(['flows', 'flows_vault_connections', 'phone_providers', 'phone_templates', 'email_templates'])
  .concat(['email_provider', 'tenant_settings', 'attack_protection', 'prompts', 'guardian_factors', 'mfa_policies'])
  .concat(['connections', 'scim_config', 'scim_token', 'connection_profiles', 'rate_limit_policies'])
  .concat(['event_deliveries', 'flows_executions'])
  .flatMap((name) => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${name}`));

/** The code of a rule. */
export const RULE_SCRIPT = 'function (user, context, callback) { callback(null, user, context); }';

/** A Management API, and a token with the scopes of every kind of settings. */
export async function createSettingsHarness(): Promise<{ readonly api: ManagementHarness; readonly token: string }> {
  const api = await managementHarness();
  return { api, token: await api.accessToken(`${CLIENT}@clients`, SETTINGS_SCOPES.join(' ')) };
}
