import type { Identity as ServerIdentity, Me } from '@onefold/contract';
import { onefoldError } from '../model/onefold-error';
import type { Identity } from '../model/identity';
import { isJsonObject, parseProfileData } from '../model/parse-profile';
import type { Profile } from '../model/profile';

/**
 * The linking server's answer in this library's terms.
 *
 * @throws OnefoldError `unexpected` where it is no such answer, for example the page of a proxy.
 */
export function toProfile(me: Me | null): Profile {
  if (!isMe(me)) {
    throw onefoldError('unexpected', 'The linking server answered something else than a profile.', me);
  }
  const { profile, identities, suggestions, undo, fresh_until, unlink_ends_sessions } = me;
  const { created_at, updated_at, ...facts } = profile;
  return {
    // A field is there or not: JSON has no `undefined`, which the schema's type allows.
    ...(facts as Omit<Profile, 'created_at' | 'updated_at' | 'identities'>),
    ...(created_at !== undefined && { created_at: new Date(created_at) }),
    ...(updated_at !== undefined && { updated_at: new Date(updated_at) }),
    identities: identities.map(toIdentity),
    suggestions,
    undo,
    fresh_until,
    unlink_ends_sessions,
  };
}

function toIdentity({ is_social, profile_data, ...facts }: ServerIdentity): Identity {
  return { ...facts, isSocial: is_social, profileData: parseProfileData(profile_data) };
}

/** Whether it has what everything else rests on. */
function isMe(answer: unknown): answer is Me {
  const { profile, identities } = isJsonObject(answer) ? answer : {};
  return isJsonObject(profile) && typeof profile['user_id'] === 'string' && Array.isArray(identities);
}
