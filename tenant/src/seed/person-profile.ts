import type { TenantProfile } from '../model/tenant-profile.ts';
import { avatar } from './avatar.ts';

/** Names, nickname and picture of a person with an address. */
export function personProfile(
  given: string,
  family: string,
  email: string | undefined,
  verified: boolean,
  extra: TenantProfile = {},
): TenantProfile {
  const name = `${given} ${family}`;
  return {
    name,
    given_name: given,
    family_name: family,
    nickname: email?.split('@')[0] ?? given.toLowerCase(),
    picture: avatar(name),
    ...(email === undefined ? {} : { email, email_verified: verified }),
    ...extra,
  };
}

/** A profile as it comes from a provider that sends no picture. */
export function withoutPicture({ picture: _picture, ...profile }: TenantProfile): TenantProfile {
  return profile;
}
