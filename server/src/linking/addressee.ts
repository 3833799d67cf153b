import type { Auth0Identity, Auth0User } from '../auth0/management.ts';
import type { AccountEvent } from '../history/history-recorder.ts';

type Addressee = AccountEvent['notify'][number];

/** Whom a notice about an account goes to. Kept in a sealed plan, so nothing but what a mail needs. */
export function addresseeOf({ name, email, email_verified, locale }: Auth0User): Addressee {
  return {
    email_verified,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** Whom a notice about an identity goes to: the address its provider told, if verified there. */
export function addresseeOfIdentity({ profileData }: Auth0Identity): Addressee {
  const { name, email, locale }: { readonly name?: unknown; readonly email?: unknown; readonly locale?: unknown } =
    profileData;
  return {
    // Only `true` counts: `"true"`, `1` and the like are said by providers that have not verified.
    email_verified: profileData['email_verified'] === true,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof email === 'string' ? { email } : {}),
    ...(typeof locale === 'string' ? { locale } : {}),
  };
}
