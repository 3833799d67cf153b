import type { Services } from '../services.ts';
import type { Priority } from './management-observer.ts';
import type { Auth0Connection } from './management.ts';

/** The tenant's connections, kept for a while. */
export interface ConnectionList {
  /** @param fresh Past what is kept. */
  get(fresh: boolean): Promise<readonly Auth0Connection[]>;
}

/** How long the list is shown without asking again, in milliseconds. */
const FRESH_FOR = 60_000;
/** How long it is shown while it is being renewed, in milliseconds. */
const STALE_FOR = 600_000;

/**
 * Keeps a list; an old one is shown while a new one is fetched.
 *
 * @param load Reads the list from Auth0.
 */
export function createConnectionList(
  load: (priority: Priority) => Promise<readonly Auth0Connection[]>,
  { clock, logger }: Pick<Services, 'clock' | 'logger'>,
): ConnectionList {
  let kept: { readonly list: readonly Auth0Connection[]; readonly at: number } | undefined;
  let renewing: Promise<readonly Auth0Connection[]> | undefined;

  const renew = (): Promise<readonly Auth0Connection[]> => {
    if (renewing !== undefined) return renewing;
    const at = clock.now();
    renewing = load('view')
      .then((list) => {
        // A slow answer does not replace a later one.
        if (kept === undefined || kept.at <= at) kept = { list, at };
        return list;
      })
      .finally(() => (renewing = undefined));
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
      if (fresh) {
        const at = clock.now();
        const list = await load('operation');
        kept = { list, at };
        return list;
      }
      const age = kept === undefined ? Number.POSITIVE_INFINITY : clock.now() - kept.at;
      if (kept === undefined || age > STALE_FOR) return renew();
      if (age > FRESH_FOR) void renewQuietly();
      return kept.list;
    },
  };
}
