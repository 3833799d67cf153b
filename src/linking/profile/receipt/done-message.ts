import { isolated } from '../sentence/isolated';
import type { Done } from './receipt';

/** The message about a completed change. */
export function doneMessage({ what, label, account }: Done): string {
  const [connection, name] = [isolated(label), isolated(account)];
  switch (what) {
    case 'linked':
      return $localize`:@@onefold.done.linked:${connection}:connection: account ${name}:account: is now linked.`;
    case 'unlinked':
      return $localize`:@@onefold.done.unlinked:${connection}:connection: account ${name}:account: is no longer linked.`;
    case 'linked-again':
      return $localize`:@@onefold.done.linkedAgain:${connection}:connection: account ${name}:account: is linked again.`;
  }
}
