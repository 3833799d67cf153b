import type { HistoryEvent } from '@onefold/angular';

/** The events of one day, in the person's own time zone. */
export interface EventDay {
  /** Such as `Today` or `Monday, 23 November 2026`. */
  readonly title: string;
  readonly events: readonly HistoryEvent[];
}

/**
 * Groups events by day, in their order.
 *
 * @param locale BCP 47.
 */
export function eventsByDay(events: readonly HistoryEvent[], locale: string, now: Date): readonly EventDay[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  const near = new Map([
    [now.toDateString(), $localize`:@@onefold.history.today:Today`],
    [yesterday.toDateString(), $localize`:@@onefold.history.yesterday:Yesterday`],
  ]);
  const days: { day: string; title: string; events: HistoryEvent[] }[] = [];
  for (const event of events) {
    const at = new Date(event.at);
    const day = at.toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, title: near.get(day) ?? format.format(at), events: [event] });
  }
  return days;
}
