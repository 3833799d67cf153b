import type { TenantUser } from '../model/tenant-user.ts';

/** Which claims a scope releases into the ID token and `/userinfo`. Source: OpenID Connect Core §5.4 and Auth0. */
export const CLAIMS_OF_SCOPE = {
  openid: ['sub'],
  profile: ['name', 'nickname', 'given_name', 'family_name', 'picture', 'locale', 'updated_at', 'username'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_verified'],
} as const;

/** The profile claims of a user, regardless of the scope. As on Auth0, a missing name falls back to the address. */
export function profileClaims(user: TenantUser): Record<string, unknown> {
  const address = user.email ?? user.phone_number;
  return {
    sub: user.user_id,
    name: user.name ?? address,
    nickname: user.nickname ?? user.username ?? address?.split('@')[0],
    given_name: user.given_name,
    family_name: user.family_name,
    picture: user.picture,
    locale: user['locale'],
    username: user.username,
    updated_at: user.updated_at,
    email: user.email,
    email_verified: user.email === undefined ? undefined : user.email_verified === true,
    phone_number: user.phone_number,
    phone_verified: user.phone_number === undefined ? undefined : user.phone_verified === true,
  };
}

/** The claims that a set of scopes releases. */
export function claimsForScopes(user: TenantUser, scopes: ReadonlySet<string>): Record<string, unknown> {
  const all = profileClaims(user);
  const names = Object.entries(CLAIMS_OF_SCOPE).flatMap(([scope, claims]) => (scopes.has(scope) ? [...claims] : []));
  return Object.fromEntries(names.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
}
