import type { HistoryEvent } from '@onefold/angular';

type EventType = HistoryEvent['type'];

/** What the filter offers for each kind of event; a new kind does not compile without. */
const KINDS: Readonly<Record<EventType, () => string>> = {
  'identity.linked': () => $localize`:@@onefold.history.kind.linked:Linked`,
  'identity.unlinked': () => $localize`:@@onefold.history.kind.unlinked:Unlinked`,
  'account.absorbed': () => $localize`:@@onefold.history.kind.absorbed:Accounts joined`,
  'link.undone': () => $localize`:@@onefold.history.kind.linkUndone:Linking undone`,
  'unlink.undone': () => $localize`:@@onefold.history.kind.unlinkUndone:Unlinking undone`,
  'event.flagged': () => $localize`:@@onefold.history.kind.flagged:Reported as not you`,
  'sessions.ended': () => $localize`:@@onefold.history.kind.sessionsEnded:Sessions ended`,
};

/** Every kind of event with its name. */
export function eventKinds(): readonly { readonly type: EventType; readonly label: string }[] {
  return (Object.keys(KINDS) as EventType[]).map((type) => ({ type, label: KINDS[type]() }));
}
