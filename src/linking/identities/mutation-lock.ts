import { DOCUMENT, Service, inject } from '@angular/core';

const LOCK_NAME = 'onefold.identities';

/**
 * Lets one link or unlink happen at a time, over all tabs of this origin. Each answers with the whole array: were two
 * under way, the older array could arrive after the newer one and bring back an identity that is gone.
 *
 * @internal
 */
@Service()
export class MutationLock {
  private readonly locks = inject(DOCUMENT).defaultView?.navigator.locks;
  private last: Promise<unknown> = Promise.resolve();

  /** Runs the work once all earlier work has ended, well or badly. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(() => (this.locks ? this.locks.request(LOCK_NAME, work) : work()));
    this.last = turn.catch(() => undefined); // Its own caller hears of the failure; the next in line only waits.
    return turn;
  }
}
