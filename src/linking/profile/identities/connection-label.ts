import type { Identity, LinkableConnection } from '@onefold/angular';

/** Connections every tenant calls the same (Auth0: identity provider strategies). */
const KNOWN_LABELS: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    'google-oauth2': () => 'Google',
    github: () => 'GitHub',
    windowslive: () => 'Microsoft',
    waad: () => 'Microsoft Entra ID',
    facebook: () => 'Facebook',
    apple: () => 'Apple',
    linkedin: () => 'LinkedIn',
    twitter: () => 'X',
    auth0: () => $localize`:@@onefold.connection.database:Email and password`,
    'Username-Password-Authentication': () => $localize`:@@onefold.connection.database:Email and password`,
    sms: () => $localize`:@@onefold.connection.sms:Phone (SMS)`,
    email: () => $localize`:@@onefold.connection.email:Email code`,
  }),
);

/** Display name of a connection: from the server or the configuration, else the provider's usual name, else its own. */
export function connectionLabel(
  { connection, provider, label }: Pick<Identity, 'connection' | 'provider' | 'label'>,
  connections: readonly LinkableConnection[],
): string {
  return (
    label ??
    connections.find(({ name }) => name === connection)?.label ??
    KNOWN_LABELS.get(connection)?.() ??
    (provider === 'auth0' ? KNOWN_LABELS.get('auth0')?.() : undefined) ??
    connection
  );
}
