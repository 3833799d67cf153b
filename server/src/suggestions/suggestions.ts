import type { LoginAccount, Suggestion, IdentityRef, LinkableConnection } from '@onefold/contract';
import { LIMITS } from '@onefold/contract/limits';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { linkableConnections } from '../accounts/policy/connection-policy.ts';
import { type Auth0User, ManagementError, type Management } from '../auth0/management.ts';
import { userIdOf } from '../auth0/user-id.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { maskedEmail } from '../history/mask.ts';
import type { Clock } from '../platform/clock.ts';
import { endsWithin } from '../platform/ends-within.ts';
import type { SuggestionRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { matchingAccounts, ownAddress, type MatchingAccount } from './matching-accounts.ts';

/** Searches in the background for other accounts of the same user; the profile view reads the results from the store. */
export interface Suggestions {
  /**
   * Call when a user views their profile: schedules a search for their other accounts if one is due. Returns immediately and
   * never fails.
   *
   * @param searchedAt When they were last searched for, epoch milliseconds; null: unknown.
   */
  viewed(user: Auth0User, searchedAt: number | null): void;
  /**
   * Returns up to three known suggestions for a user who is signing in. Without a search today, waits briefly for its result.
   * Makes no other call to Auth0.
   *
   * @throws {ManagementError} If the connections cannot be read.
   */
  findForLogin(account: LoginAccount): Promise<readonly Suggestion[]>;
  /** Resolves when no search is running. */
  settled(): Promise<void>;
  /** Starts no further search; resolves when the current one has ended. */
  stop(): Promise<void>;
}

const DAY = 86_400_000;
/** When to retry a search that Auth0 did not answer, in milliseconds. */
const RETRY_INTERVAL = 3_600_000;
/** Maximum number of users waiting for a search in this process; others are searched for after a later view. */
const WAITING_LIMIT = 50;
/** How long a login waits for a search, in milliseconds. */
const LOGIN_TIMEOUT = 1_500;

interface SuggestionServices {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly management: Management;
}

/**
 * The background search for other accounts of a user: at most once a day each over all processes, one at a time, behind
 * everything else that calls Auth0 (`usersByEmail` has the lowest priority in the queue).
 */
export function createSuggestions(services: SuggestionServices): Suggestions {
  const { clock, logger, store, management, config } = services;
  const waiting = new Map<string, Auth0User>();
  let working: Promise<void> | undefined;
  let stopped = false;

  async function work(): Promise<void> {
    for (let next = take(); next !== undefined; next = take()) {
      try {
        await scan(next);
      } catch (error) {
        logger.warn({ err: error }, 'suggestion search failed');
      }
    }
  }

  function take(): Auth0User | undefined {
    const [first] = waiting.values();
    if (stopped || first === undefined) return undefined;
    waiting.delete(first.user_id);
    return first;
  }

  async function scan(user: Auth0User): Promise<void> {
    // Reads first, so that a view writes nothing when no search is due.
    if (!(await isDue(user.user_id)) || !(await claim(user.user_id))) return;
    const address = ownAddress(user);
    if (address === null) {
      await keep(user.user_id, [], '');
      return;
    }
    try {
      const [found, connections] = await Promise.all([management.usersByEmail(address), management.connections()]);
      const matches = matchingAccounts(user, address, found, { policies: config.connections, connections });
      await keep(user.user_id, matches, maskedEmail(address));
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      logger.info({ err: error }, 'suggestion search postponed');
      await setScanned(user.user_id, clock.now() - DAY + RETRY_INTERVAL);
    }
  }

  /** Claims the search for this process; false if the last one was less than a day ago. */
  async function claim(account: string): Promise<boolean> {
    const now = clock.now();
    const claimed = await store.db
      .insertInto('suggestion_scans')
      .values({ account, scanned_at: now })
      .onConflict((conflict) =>
        conflict
          .column('account')
          .doUpdateSet({ scanned_at: now })
          .where('suggestion_scans.scanned_at', '<=', now - DAY),
      )
      .returning('account')
      .execute();
    return claimed.length > 0;
  }

  async function isDue(account: string): Promise<boolean> {
    const scanned = await store.db
      .selectFrom('suggestion_scans')
      .select('account')
      .where('account', '=', account)
      .where('scanned_at', '>', clock.now() - DAY)
      .executeTakeFirst();
    return scanned === undefined;
  }

  /** Searches for the other accounts of a user by id. */
  async function scanAccount(account: string): Promise<void> {
    try {
      const user = await management.viewUser(account);
      if (user === null) return;
      viewed(user, null);
      await working;
    } catch (error) {
      // A failed search must not fail the login; the next login or profile view tries again.
      logger.info({ err: error }, 'login suggestion search failed');
    }
  }

  function viewed(user: Auth0User, searchedAt: number | null): void {
    if (searchedAt !== null && searchedAt > clock.now() - DAY) return;
    if (stopped || waiting.size >= WAITING_LIMIT) return;
    waiting.set(user.user_id, user);
    working ??= work().finally(() => {
      working = undefined;
    });
  }

  async function known(account: string): Promise<readonly KnownSuggestion[]> {
    return await store.db
      .selectFrom('suggestions')
      .select(['id', 'other', 'connection', 'masked_email'])
      .where('account', '=', account)
      .where('dismissed_at', 'is', null)
      .orderBy('id')
      .execute();
  }

  async function setScanned(account: string, at: number): Promise<void> {
    await store.db.updateTable('suggestion_scans').set({ scanned_at: at }).where('account', '=', account).execute();
  }

  /** Replaces the earlier suggestions; a dismissed one stays dismissed. */
  async function keep(account: string, matches: readonly MatchingAccount[], masked_email: string): Promise<void> {
    await store.transaction(async (trx) => {
      let outdated = trx.deleteFrom('suggestions').where('account', '=', account).where('dismissed_at', 'is', null);
      const others = matches.map(({ other }) => other);
      if (others.length > 0) outdated = outdated.where('other', 'not in', others);
      await outdated.execute();
      for (const { other, connection, provider } of matches) {
        await trx
          .insertInto('suggestions')
          .values({ id: randomUUID(), account, other, connection, provider, masked_email, dismissed_at: null })
          .onConflict((conflict) =>
            conflict.columns(['account', 'other']).doUpdateSet({ connection, provider, masked_email }),
          )
          .execute();
      }
    });
  }

  return {
    viewed,
    async findForLogin(account) {
      if (await isDue(account.user_id)) await endsWithin(LOGIN_TIMEOUT, scanAccount(account.user_id));
      const linkable = linkableConnections(config.connections, await management.connections());
      return openSuggestions(await known(account.user_id), account, linkable).slice(0, LIMITS.loginSuggestions);
    },
    settled: async () => working,
    async stop() {
      stopped = true;
      waiting.clear();
      await working;
    },
  };
}

/** A suggestion that was found and not dismissed. */
export type KnownSuggestion = Pick<SuggestionRow, 'id' | 'other' | 'connection' | 'masked_email'>;

/** Those of the known suggestions of an account whose connection can be linked and that are not a part of the account since. */
export function openSuggestions(
  known: readonly KnownSuggestion[],
  { identities }: { readonly identities: readonly IdentityRef[] },
  linkable: readonly LinkableConnection[],
): Suggestion[] {
  const own = new Set(identities.map(userIdOf));
  return known.flatMap(({ id, other, connection, masked_email }) => {
    if (own.has(other)) return [];
    const described = linkable.find(({ name }) => name === connection);
    return described === undefined ? [] : [{ id, connection: described, masked_email }];
  });
}
