import type { TenantConnection } from '../model/tenant-connection.ts';

/** How a connection presents itself on the login pages. */
export interface ProviderFace {
  /** Name for people, for example "Google". */
  readonly label: string;
  /** Class of the colours and the mark. */
  readonly brand: string;
  /** The input of the page: an account, a password, a code by email or by SMS. */
  readonly kind: 'accounts' | 'password' | 'email' | 'sms';
}

const KNOWN: Readonly<Record<string, ProviderFace>> = {
  auth0: { label: 'Email and password', brand: 'tenant', kind: 'password' },
  email: { label: 'Email code', brand: 'email', kind: 'email' },
  sms: { label: 'SMS code', brand: 'sms', kind: 'sms' },
  'google-oauth2': { label: 'Google', brand: 'google', kind: 'accounts' },
  github: { label: 'GitHub', brand: 'github', kind: 'accounts' },
  windowslive: { label: 'Microsoft', brand: 'microsoft', kind: 'accounts' },
};

/** The face of a connection; enterprise connections carry their own name. */
export function providerFace(connection: TenantConnection): ProviderFace {
  const known = KNOWN[connection.strategy];
  const label = [connection.display_name, known?.label].find(Boolean) ?? connection.name;
  return known === undefined ? { label, brand: 'enterprise', kind: 'accounts' } : { ...known, label };
}
