import type { TenantConnection } from '../model/tenant-connection.ts';
import type { Texts } from '../languages/texts/en.ts';
import type { Localization } from '../languages/localization.ts';

/** How a connection presents itself on the login pages. */
export interface ProviderAppearance {
  /** Class of the colors and the mark. */
  readonly brand: string;
  /** The input of the page: an account, a password, a code by email or by SMS. */
  readonly kind: 'accounts' | 'password' | 'email' | 'sms';
}

const APPEARANCES: Readonly<Record<string, ProviderAppearance>> = {
  auth0: { brand: 'tenant', kind: 'password' },
  email: { brand: 'email', kind: 'email' },
  sms: { brand: 'sms', kind: 'sms' },
  'google-oauth2': { brand: 'google', kind: 'accounts' },
  github: { brand: 'github', kind: 'accounts' },
  windowslive: { brand: 'microsoft', kind: 'accounts' },
};

/** The appearance of a connection. */
export function providerAppearance({ strategy }: TenantConnection): ProviderAppearance {
  return APPEARANCES[strategy] ?? { brand: 'enterprise', kind: 'accounts' };
}

/** Names that are the same in all languages. */
const BRANDS: Readonly<Record<string, string>> = {
  'google-oauth2': 'Google',
  github: 'GitHub',
  windowslive: 'Microsoft',
};

/** Names that each language has a text for. */
const TEXTS: Readonly<Record<string, keyof Texts>> = { email: 'emailCode', sms: 'smsCode' };

/** The name of a connection: its own, otherwise the usual one, for example "Google". */
export function providerLabel({ name, display_name, strategy }: TenantConnection, { say }: Localization): string {
  const text = TEXTS[strategy];
  const usual = text === undefined ? BRANDS[strategy] : say(text);
  return [display_name, usual].find(Boolean) ?? name;
}
