import type { Logger } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { Store } from '../store/store.ts';
import { createAdmission } from './admission.ts';
import type { ManagementObserver } from './call-queue.ts';
import { createConnectionList } from './connection-list.ts';
import { endSessions } from './end-sessions.ts';
import { createMachineToken, type MachineToken } from './machine-token.ts';
import { RateLimitedCalls, type CallOptions } from './rate-limited-calls.ts';
import { createManagementClients, type ManagementClients } from './management-clients.ts';
import type { Auth0User, Management } from './management.ts';
import { realPace, type Pace } from './pace.ts';
import { parseIdentities, parseUser } from './parse-user.ts';
import { createRateSlots } from './rate-slots.ts';
import { readConnections, readEnabledConnections } from './read-connections.ts';
import { readUsers } from './read-users.ts';
import { createUserCache } from './user-cache.ts';
import { userIdOf } from './user-id.ts';
import { UserViews } from './user-views.ts';

/** Observers, and the parts that specs may replace. */
export interface ManagementParts extends ManagementObserver {
  readonly pace?: Pace;
  /** Milliseconds until an answer must be complete; default ten seconds. */
  readonly timeout?: number;
}

type IdentityProvider = Parameters<ManagementClients['users']['identities']['delete']>[1];

/**
 * Makes the Management API's client. Needs of the machine application: `read:users update:users read:connections
 * read:client_summary read:sessions delete:sessions read:refresh_tokens delete:refresh_tokens`.
 *
 * @example
 * const management = createManagement({ config, store, clock, logger, sealer }, { onCall: countCall });
 */
export function createManagement(
  services: {
    readonly config: ServerConfig;
    readonly store: Store;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly sealer: Sealer;
    /** Default: a new one. */
    readonly machineToken?: MachineToken;
  },
  { pace = realPace(services.clock), timeout = 10_000, ...observer }: ManagementParts = {},
): Management {
  const { config, clock, logger, machineToken = createMachineToken(services) } = services;
  const { users, ...others } = createManagementClients(config.managementApi);
  const slots = createRateSlots(services.store, config.managementRate, pace);
  const admission = createAdmission(services.store, config.managementRate, pace);
  const calls = new RateLimitedCalls({ slots, pace, observer, token: machineToken, admission, timeout });
  const cache = createUserCache(services);
  const reads = readUsers(users, calls, logger);
  const views = new UserViews({ cache, reads, clock, logger });
  const source = { ...others, calls, clientId: config.portalClientIds[0] ?? '' };
  const connections = createConnectionList(
    {
      all: (priority) => readConnections(source, priority),
      enabled: (priority) => readEnabledConnections(source, priority),
    },
    services,
  );

  const refresh = async (userId: string): Promise<Auth0User | null> => {
    const { version } = await cache.find(userId);
    const readAt = clock.now();
    const user = await reads.get(userId, 'operation');
    if (user !== null) await cache.put(user, version, readAt);
    return user;
  };

  /**
   * Invalidates the cached state after the write, regardless of its outcome; a read that began before is not cached then. If this
   * process dies in between, the one that recovers its operation does it.
   */
  const write = async <T>(operation: string, userIds: string[], send: (options: CallOptions) => Promise<T>) => {
    try {
      return await calls.make(operation, 'operation', send);
    } finally {
      await cache.invalidate(userIds);
    }
  };

  return {
    getUser: (userId) => reads.get(userId, 'operation'),
    refreshUser: refresh,
    viewUser: (userId) => views.view(userId),
    usersByEmail: (email) => reads.byEmail(email),
    updateMetadata: (userId, patch) =>
      write('updateMetadata', [userId], async (options) =>
        parseUser(await users.update(userId, { ...patch }, options)),
      ),
    link: (userId, { provider, user_id }) =>
      write('link', [userId, userIdOf({ provider, user_id })], async (options) => {
        const body = { provider: provider as IdentityProvider, user_id };
        return parseIdentities(await users.identities.link(userId, body, options));
      }),
    unlink: (userId, { provider, user_id }) =>
      write('unlink', [userId, userIdOf({ provider, user_id })], async (options) =>
        parseIdentities(await users.identities.delete(userId, provider as IdentityProvider, user_id, options)),
      ),
    endSessions: (userId, except) => endSessions({ users, ...others, calls }, userId, except),
    connections: () => connections.get(),
    enabledConnections: () => connections.enabled(),
    enabledNames: async (client) => {
      const enabled = await readEnabledConnections({ ...source, clientId: client }, 'view');
      return new Set(enabled.map(({ name }) => name));
    },
    admit: (cost, work) => admission.run(cost, work),
    invalidate: (...userIds) => cache.invalidate(userIds),
    close: async () => calls.close(),
  };
}
