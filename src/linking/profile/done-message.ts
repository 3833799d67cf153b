import { isolated } from './sentence/isolated';

/**
 * Says which account has been linked.
 *
 * @param label What people call the connection.
 * @param account Its address or name.
 */
export function doneLinking(label: string, account: string): string {
  return $localize`:@@onefold.done.linked:${isolated(label)}:connection: account ${isolated(account)}:account: is now linked.`;
}

/** Says which account has been unlinked. */
export function doneUnlinking(label: string, account: string): string {
  return $localize`:@@onefold.done.unlinked:${isolated(label)}:connection: account ${isolated(account)}:account: is no longer linked.`;
}

/** Says which account is linked again, after an undo. */
export function doneLinkingAgain(label: string, account: string): string {
  return $localize`:@@onefold.done.linkedAgain:${isolated(label)}:connection: account ${isolated(account)}:account: is linked again.`;
}
