import { type Observable, interval, map, startWith, takeWhile } from 'rxjs';

/** Whole seconds until a moment, now and each second, ending with 0. */
export function secondsUntil(moment: Date): Observable<number> {
  return interval(1000).pipe(
    startWith(0),
    // The clock, not the count, tells: timers of hidden tabs are late.
    map(() => Math.max(0, Math.ceil((moment.getTime() - Date.now()) / 1000))),
    takeWhile((seconds) => seconds > 0, true),
  );
}
