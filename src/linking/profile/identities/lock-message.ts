import type { Identity } from '@onefold/angular';

/** Why an identity cannot be unlinked: the administrator's own words about a policy, else ours. None for the main one. */
export function lockMessage({ lock, primary }: Pick<Identity, 'lock' | 'primary'>): string | null {
  if (!lock || primary) return null;
  // The same words as the error's: the notice of errors is fetched only when there is one.
  return lock.code === 'locked_by_policy'
    ? lock.reason
    : $localize`:@@onefold.error.last_usable_sign_in.text:Without it nobody could sign in to your account any more.`;
}
