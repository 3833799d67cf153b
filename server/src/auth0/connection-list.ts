import type { Services } from '../services.ts';
import type { Priority } from './management-observer.ts';
import type { Auth0Connection } from './management.ts';
import { createSharedConnections, type SharedConnectionsParts } from './shared-connections.ts';

/** The tenant's connections, kept for a while, the same in all processes. */
export interface ConnectionList {
  /** @param fresh Past what is kept. */
  get(fresh: boolean): Promise<readonly Auth0Connection[]>;
}

/** How long the list is shown without asking again, in milliseconds. */
const FRESH_FOR = 60_000;
/** How long it is shown while it is being renewed, in milliseconds. */
const STALE_FOR = 600_000;
/** How long a process has for renewing it until another one tries, in milliseconds. */
const RENEWAL = 20_000;

/**
 * Keeps a list for all processes: what one of them has learnt, the others go by, too. An old one is shown while one process
 * fetches a new one.
 *
 * @param load Reads the list from Auth0.
 */
export function createConnectionList(
  load: (priority: Priority) => Promise<readonly Auth0Connection[]>,
  services: Pick<Services, 'clock' | 'logger'> & SharedConnectionsParts,
): ConnectionList {
  const { clock, logger } = services;
  const shared = createSharedConnections(services);
  let renewing: Promise<readonly Auth0Connection[]> | undefined;

  const read = async (priority: Priority): Promise<readonly Auth0Connection[]> => {
    const at = clock.now();
    const list = await load(priority);
    try {
      await shared.keep(list, at);
    } catch (error) {
      // Who asked gets the list all the same; the next one asks Auth0 again.
      logger.warn({ err: error }, 'Connections could not be kept.');
    }
    return list;
  };

  const renew = (): Promise<readonly Auth0Connection[]> => {
    if (renewing !== undefined) return renewing;
    renewing = read('view').finally(() => (renewing = undefined));
    // Told once, however many wait for it; who waits is told, too.
    renewing.catch((error: unknown) => logger.warn({ err: error }, 'Connections could not be read.'));
    return renewing;
  };

  const renewQuietly = async (): Promise<void> => {
    try {
      await renew();
    } catch {
      // It has been told; the old list is still shown.
    }
  };

  return {
    get: async (fresh) => {
      // Never joined: who asks for a fresh list must not get one that was read before asking.
      if (fresh) return read('operation');
      const kept = await shared.find();
      const now = clock.now();
      if (kept === undefined || now - kept.fetchedAt > STALE_FOR) return renew();
      const due = now - kept.fetchedAt > FRESH_FOR && now >= kept.renewingUntil;
      if (due && (await shared.claim(kept, now + RENEWAL))) void renewQuietly();
      return kept.list;
    },
  };
}
