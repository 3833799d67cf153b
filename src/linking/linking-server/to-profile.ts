import type { Me } from '@onefold/contract';
import { onefoldError, type Profile } from '@onefold/angular';
import { ɵisJsonObject as isJsonObject, ɵparseAccount as parseAccount } from '@onefold/angular/linking';

/**
 * Reads the linking server's response. Optional fields of an unexpected type are omitted.
 *
 * @throws OnefoldError `unexpected` if it is not a profile with identities, for example a proxy's page.
 */
export function toProfile(me: Me | null): Profile {
  const response: unknown = me;
  const { profile, identities, ...facts } = isJsonObject(response) ? response : {};
  if (!isJsonObject(profile) || !Array.isArray(identities)) {
    throw onefoldError('unexpected', 'The response of the linking server is not a profile.', me);
  }
  return parseAccount({ ...profile, ...facts, identities: identities.map(withOwnNames) });
}

function withOwnNames(identity: unknown): unknown {
  if (!isJsonObject(identity)) return identity;
  const { is_social, profile_data, ...facts } = identity;
  return { ...facts, isSocial: is_social, profileData: profile_data };
}
