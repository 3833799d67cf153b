import type { TenantConnection } from '../model/tenant-connection.ts';

/** Names of the demo tenant's connections. */
export const DATABASE = 'Username-Password-Authentication';
export const GOOGLE = 'google-oauth2';
export const GITHUB = 'github';
export const MICROSOFT = 'windowslive';
export const ENTERPRISE = 'acme-corp';
export const EMAIL = 'email';
export const SMS = 'sms';

/** The demo tenant's connections: a database, three social ones, an enterprise one and two passwordless ones. */
export const DEMO_CONNECTIONS: readonly TenantConnection[] = [
  connection('con_DemoDatabase0001', DATABASE, 'Email and password', 'auth0', false),
  connection('con_DemoGoogle000001', GOOGLE, 'Google', 'google-oauth2', true),
  connection('con_DemoGitHub000001', GITHUB, 'GitHub', 'github', true),
  connection('con_DemoMicrosoft001', MICROSOFT, 'Microsoft', 'windowslive', true),
  connection('con_DemoEnterprise01', ENTERPRISE, 'Acme Corporation', 'samlp', false),
  connection('con_DemoEmail0000001', EMAIL, undefined, 'email', false),
  connection('con_DemoSms000000001', SMS, undefined, 'sms', false),
];

function connection(
  id: string,
  name: string,
  displayName: string | undefined,
  strategy: string,
  isSocial: boolean,
): TenantConnection {
  return { id, name, ...(displayName !== undefined && { display_name: displayName }), strategy, isSocial };
}
