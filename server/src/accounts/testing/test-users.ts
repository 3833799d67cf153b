import type { Auth0Identity, Auth0User } from '../../auth0/management.ts';
import type { ConfiguredConnection } from '../../configuration/server-config.ts';
import { userFrom } from './fake-management.ts';

/** Ana signs in with a password and has linked her GitHub account. */
export const ANA = 'auth0|ana';
export const ANA_GITHUB = { provider: 'github', user_id: '7' };
/** Ana's other account: Google, with a Microsoft and a SAML identity linked to it. */
export const OTHER = 'google-oauth2|ana';
/** A third account of hers, with nothing linked. */
export const THIRD = 'email|ana';

/** One connection a provider; all of them open. */
export const CONNECTIONS: readonly ConfiguredConnection[] = [
  { name: 'Username-Password-Authentication', label: 'Password', rule: 'open' },
  { name: 'google-oauth2', label: 'Google', rule: 'open' },
  { name: 'github', label: 'GitHub', rule: 'open' },
  { name: 'windowslive', label: 'Microsoft', rule: 'open' },
  { name: 'acme', label: 'Acme', rule: 'open' },
  { name: 'email', label: 'Email', rule: 'open' },
];

/** The users every spec begins with. */
export function testUsers(): readonly Auth0User[] {
  const name = 'Ana Lima';
  return [
    userFrom(identity('auth0', 'ana', 'Username-Password-Authentication', { name, email: 'ana@example.com' }), {
      user_metadata: { theme: 'dark', note: 'mine' },
      app_metadata: { role: 'admin' },
      identities: [
        identity('auth0', 'ana', 'Username-Password-Authentication', { name, email: 'ana@example.com' }),
        identity('github', '7', 'github', { name: 'ana-codes' }),
      ],
    }),
    userFrom(identity('google-oauth2', 'ana', 'google-oauth2', { name, email: 'ana@gmail.example' }), {
      user_metadata: { theme: 'light', language: 'pt', private: { a: [1] } },
      app_metadata: { plan: 'gold' },
      identities: [
        identity('google-oauth2', 'ana', 'google-oauth2', { name, email: 'ana@gmail.example' }),
        identity('windowslive', 'm|1', 'windowslive', { email: 'ana@live.example' }),
        identity('samlp', 's1', 'acme', {}),
      ],
    }),
    userFrom(identity('email', 'ana', 'email', { email: 'ana@mail.example' }), { user_metadata: { language: 'de' } }),
  ];
}

/** An identity whose address is verified. */
export function identity(
  provider: string,
  userId: string,
  connection: string,
  profile: Readonly<Record<string, unknown>>,
): Auth0Identity {
  return {
    provider,
    user_id: userId,
    connection,
    isSocial: provider !== 'auth0',
    profileData: { ...profile, ...('email' in profile ? { email_verified: true } : {}) },
  };
}
