import type { Auth0Identity, Auth0User } from '../auth0/management.ts';

/**
 * Microsoft's directories and personal accounts let their administrators and owners write any address into a profile; in a
 * multi-tenant application anybody's directory may sign in (nOAuth, Descope 2023; CVE-2023-3128). Whether Auth0's connection
 * takes one directory or all is not to be seen from here, so none of them vouches for an address, whatever it claims.
 */
const ADDRESS_NOT_OWNED: ReadonlySet<string> = new Set(['waad', 'windowslive', 'azure-ad', 'office365']);

/**
 * The identities of a user that prove the address: it is theirs, verified (exactly `true`), and their provider checks
 * addresses itself.
 */
export function vouchingIdentities(user: Auth0User, address: string): readonly Auth0Identity[] {
  return user.identities.filter((identity, index) => {
    if (ADDRESS_NOT_OWNED.has(identity.provider)) return false;
    // The root profile is the primary identity's (Auth0: Normalized User Profile).
    if (index === 0 && user.email_verified && isSame(user.email, address)) return true;
    const { email, email_verified } = identity.profileData;
    return email_verified === true && typeof email === 'string' && isSame(email, address);
  });
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
