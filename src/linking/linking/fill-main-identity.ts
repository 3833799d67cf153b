import type { Profile } from '@onefold/angular';

/**
 * The same profile, whose main identity has the name and address of the account. Auth0 returns them in the profile itself,
 * and in the identity only after another one is linked.
 */
export function fillMainIdentity(profile: Profile): Profile {
  const { name, nickname, email, email_verified, phone_number } = profile;
  const facts = {
    ...(name !== undefined && { name }),
    ...(nickname !== undefined && { nickname }),
    ...(email !== undefined && { email }),
    ...(email_verified !== undefined && { email_verified }),
    ...(phone_number !== undefined && { phone_number }),
  };
  const identities = profile.identities.map((identity) =>
    identity.primary ? { ...identity, profileData: { ...facts, ...identity.profileData } } : identity,
  );
  return { ...profile, identities };
}
