import type { HistoryEvent } from '@onefold/angular';
import { isolated } from '../sentence/isolated';

/** Display name of an event's account, such as `Google, ada@example.com`; empty if the event has none. */
export function eventAccount({ identity }: Pick<HistoryEvent, 'identity'>): string {
  if (identity === null) return '';
  const { label, name } = identity;
  return name === undefined ? label : $localize`:@@onefold.history.account:${label}:connection:, ${name}:account:`;
}

/** An event as a sentence. The name of the account in it is set apart (see `SentenceComponent`). */
export function eventSentence(event: Pick<HistoryEvent, 'type' | 'identity'>): string {
  const account = isolated(eventAccount(event) || $localize`:@@onefold.history.someAccount:A sign-in`);
  switch (event.type) {
    case 'identity.linked':
      return $localize`:@@onefold.history.linked:${account}:account: was linked`;
    case 'identity.unlinked':
      return $localize`:@@onefold.history.unlinked:${account}:account: was unlinked`;
    case 'account.absorbed':
      return $localize`:@@onefold.history.absorbed:The account of ${account}:account: was merged into this one`;
    case 'link.undone':
      return $localize`:@@onefold.history.linkUndone:Linking ${account}:account: was undone`;
    case 'unlink.undone':
      return $localize`:@@onefold.history.unlinkUndone:Unlinking ${account}:account: was undone`;
    case 'event.flagged':
      return $localize`:@@onefold.history.flagged:You reported a change to ${account}:account:`;
    case 'sessions.ended':
      return $localize`:@@onefold.history.sessionsEnded:All devices were signed out`;
    default:
      // A newer server may send other types.
      return $localize`:@@onefold.history.other:Something changed: ${account}:account:`;
  }
}
