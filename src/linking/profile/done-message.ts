import type { Identity } from '@onefold/angular';
import { identityTitle } from './identities/account-name';
import { isolated } from './sentence/isolated';

/** Says which account has been linked. */
export function doneLinking(label: string, identity: Identity): string {
  const account = isolated(identityTitle(identity));
  return $localize`:@@onefold.done.linked:${isolated(label)}:connection: account ${account}:account: is now linked.`;
}

/** Says which account has been unlinked. */
export function doneUnlinking(label: string, identity: Identity): string {
  const account = isolated(identityTitle(identity));
  return $localize`:@@onefold.done.unlinked:${isolated(label)}:connection: account ${account}:account: is no longer linked.`;
}

/** Says what taking a change back has done. */
export function doneUndoing(kind: 'link' | 'unlink', label: string, identity: Identity | null): string {
  if (identity === null) return $localize`:@@onefold.done.undone:The last change was undone.`;
  return kind === 'link'
    ? doneUnlinking(label, identity)
    : $localize`:@@onefold.done.linkedAgain:${isolated(label)}:connection: account ${isolated(identityTitle(identity))}:account: is linked again.`;
}
