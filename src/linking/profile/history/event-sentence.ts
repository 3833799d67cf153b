import type { HistoryEvent } from '@onefold/angular';
import { isolated } from '../sentence/isolated';

export type EventType = HistoryEvent['type'];

/** The name of each kind of event, for the filter; a new kind does not compile without. */
export const EVENT_KINDS: Readonly<Record<EventType, () => string>> = {
  'identity.linked': () => $localize`:@@onefold.history.kind.linked:Linked`,
  'identity.unlinked': () => $localize`:@@onefold.history.kind.unlinked:Unlinked`,
  'account.absorbed': () => $localize`:@@onefold.history.kind.absorbed:Accounts merged`,
  'link.undone': () => $localize`:@@onefold.history.kind.linkUndone:Linking undone`,
  'unlink.undone': () => $localize`:@@onefold.history.kind.unlinkUndone:Unlinking undone`,
  'event.flagged': () => $localize`:@@onefold.history.kind.flagged:Reported`,
  'sessions.ended': () => $localize`:@@onefold.history.kind.sessionsEnded:Signed out everywhere`,
};

/** Display name of an event's account, such as `Google, ada@example.com`; empty if the event has none. */
export function eventAccount({ identity }: Pick<HistoryEvent, 'identity'>): string {
  if (identity === null) return '';
  const { label, name } = identity;
  return name === undefined ? label : $localize`:@@onefold.history.account:${label}:connection:, ${name}:account:`;
}

/**
 * An event as a sentence; its kind if the account is unknown. The name of the account in it is set apart (see
 * `SentenceComponent`).
 */
export function eventSentence(event: Pick<HistoryEvent, 'type' | 'identity'>): string {
  const known = eventAccount(event);
  const account = isolated(known || $localize`:@@onefold.history.someAccount:A sign-in`);
  if (!known && event.type !== 'sessions.ended' && Object.hasOwn(EVENT_KINDS, event.type))
    return EVENT_KINDS[event.type]();
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
