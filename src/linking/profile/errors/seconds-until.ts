import { Observable } from 'rxjs';

/** Whole seconds until a moment, now and each second, ending with 0. (The operators for it would cost 1 kB.) */
export function secondsUntil(moment: Date): Observable<number> {
  return new Observable((subscriber) => {
    const report = (): void => {
      // Read the clock instead of counting, because timers of hidden tabs are late.
      const seconds = Math.max(0, Math.ceil((moment.getTime() - Date.now()) / 1000));
      subscriber.next(seconds);
      if (seconds === 0) subscriber.complete();
    };
    const timer = setInterval(report, 1000);
    report();
    return () => clearInterval(timer);
  });
}
