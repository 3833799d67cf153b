import type { NamedIdentity } from '@onefold/contract';
import type { Auth0Identity, Auth0User } from '../../auth0/management.ts';
import type { ConfiguredConnection } from '../../configuration/server-config.ts';
import type { AccountEvent } from '../../history/account-event.ts';
import { configuredLabel } from '../policy/connection-policy.ts';

/**
 * The name of an identity in history and notices: its address, which distinguishes accounts of one provider, else its name.
 *
 * @param owner The account whose main identity it is, if any: Auth0 returns the data of that one in the root profile only.
 */
export function eventIdentity(
  { provider, user_id, connection, profileData }: Auth0Identity,
  connections: readonly ConfiguredConnection[],
  owner?: Pick<Auth0User, 'name' | 'nickname' | 'email' | 'phone_number'>,
): NamedIdentity {
  const { name: ownName, nickname, email, phone_number } = owner ?? {};
  const data = { name: ownName, nickname, email, phone_number, ...profileData };
  const name = displayName({ email: data.email, phone_number: data.phone_number }) ?? displayName(data);
  return {
    provider,
    user_id,
    connection,
    label: configuredLabel(connection, connections),
    ...(name === undefined ? {} : { name }),
  };
}

/** The first of name, address, number and nickname that an identity has. */
export function displayName(profileData: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of ['name', 'email', 'phone_number', 'username', 'nickname']) {
    const value = Object.hasOwn(profileData, key) ? profileData[key] : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

type NoticeRecipient = AccountEvent['notify'][number];

/** The recipient of a notice about an account. Part of a sealed plan, so it holds only the data of a mail. */
export function recipientOf({ name, email, email_verified, locale }: Auth0User): NoticeRecipient {
  return {
    email_verified,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** The recipient of a notice about an identity: the address sent by its provider, if verified there. */
export function recipientOfIdentity({ profileData }: Auth0Identity): NoticeRecipient {
  const { name, email, locale }: { readonly name?: unknown; readonly email?: unknown; readonly locale?: unknown } =
    profileData;
  return {
    // Only `true` counts: some providers send `"true"`, `1` and the like for unverified addresses.
    email_verified: profileData['email_verified'] === true,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof email === 'string' ? { email } : {}),
    ...(typeof locale === 'string' ? { locale } : {}),
  };
}
