import { type HistoryEvent, identityKey } from '@onefold/angular';

/** An entry of the list: an event, or all events of one link. */
export interface HistoryChange extends HistoryEvent {
  /** Every sign-in that came with a merged account. */
  readonly linked?: readonly NonNullable<HistoryEvent['identity']>[];
}

/**
 * Events as the user reads them: one entry per link. The server records an event for each sign-in that was linked, the main
 * one first, and another for the account they belonged to. An account that was only one sign-in is not mentioned.
 *
 * @param events Newest first.
 * @param complete Whether `events` has the oldest one; otherwise an incomplete link is omitted until its other events are loaded.
 */
export function historyChanges(events: readonly HistoryEvent[], complete: boolean): readonly HistoryChange[] {
  const changes: HistoryChange[] = [];
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) break;
    const count = event.type === 'account.absorbed' ? linkedBefore(events, index) : 0;
    if (count === 'cut off' && !complete) break;
    const link = typeof count === 'number' ? events.slice(index + 1, index + 1 + count) : [];
    const main = link.at(-1);
    if (main === undefined) {
      changes.push(event);
      continue;
    }
    const flagged_at = [event, ...link].map((each) => each.flagged_at).find((at) => at !== null) ?? null;
    const linked = link.flatMap(({ identity }) => identity ?? []).reverse();
    // The id of the main sign-in's event: the one that notices report and that undo reverts.
    changes.push(
      linked.length === 1 ? { ...main, flagged_at } : { ...main, type: 'account.absorbed', flagged_at, linked },
    );
    index += link.length;
  }
  return changes;
}

/** How many events after that of an absorbed account are about its sign-ins: up to the main one, which also names the account. */
function linkedBefore(events: readonly HistoryEvent[], absorbed: number): number | 'cut off' {
  const account = events[absorbed]?.identity;
  if (!account) return 0;
  for (let index = absorbed + 1; index < events.length; index++) {
    const event = events[index];
    if (event?.type !== 'identity.linked' || !event.identity) return 0;
    if (identityKey(event.identity) === identityKey(account)) return index - absorbed;
  }
  return 'cut off';
}
