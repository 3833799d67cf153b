import type { TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';

const MODEL = 'LoginAttempts';
/** Wrong passwords in a row that block. Source: Auth0, "Brute-Force Protection". */
const MAX_FAILURES = 10;
/** Milliseconds a block lasts at most (30 days). */
const LIFETIME = 2_592_000_000;

/** Wrong passwords for one name from one address. */
export interface LoginAttempts {
  /** The entered email or user name, in lower case. */
  readonly identifier: string;
  readonly ip: string;
  /** Name of the connection. */
  readonly connection: string;
  readonly failures: number;
}

type AttemptsContext = Pick<TenantContext, 'store' | 'clock'>;
type Attempt = Omit<LoginAttempts, 'failures'>;

/** Whether a name is blocked for an address. */
export function isBlocked({ store }: AttemptsContext, attempt: Attempt): boolean {
  const kept = store.payloads.find(MODEL, idOf(attempt))?.payload as LoginAttempts | undefined;
  return (kept?.failures ?? 0) >= MAX_FAILURES;
}

/** Counts a wrong password. Returns whether this one blocked. */
export function countFailure({ store, clock }: AttemptsContext, attempt: Attempt): boolean {
  const kept = store.payloads.find(MODEL, idOf(attempt))?.payload as LoginAttempts | undefined;
  const failures = (kept?.failures ?? 0) + 1;
  store.payloads.upsert(MODEL, idOf(attempt), { ...normal(attempt), failures }, clock.now() + LIFETIME);
  return failures === MAX_FAILURES;
}

/** Forgets the wrong passwords for a name from an address, after a right one. */
export function clearFailures({ store }: AttemptsContext, attempt: Attempt): void {
  store.payloads.destroy(MODEL, idOf(attempt));
}

/** The blocks in force, oldest first; those of one name, or all. */
export function loginBlocks({ store }: Pick<TenantContext, 'store'>, identifier?: string): LoginAttempts[] {
  const wanted = identifier?.toLowerCase();
  return store.payloads
    .list(MODEL)
    .map(({ payload }) => payload as unknown as LoginAttempts)
    .filter(({ failures, identifier: name }) => failures >= MAX_FAILURES && (wanted === undefined || name === wanted));
}

/** Lifts the blocks of a name. */
export function removeBlocks({ store }: Pick<TenantContext, 'store'>, identifier: string): void {
  for (const block of loginBlocks({ store }, identifier)) store.payloads.destroy(MODEL, idOf(block));
}

/** The blocks of every name that a user logs in by. */
export function blocksOf(context: Pick<TenantContext, 'store'>, user: TenantUser): LoginAttempts[] {
  return identifiersOf(user).flatMap((identifier) => loginBlocks(context, identifier));
}

/** Lifts the blocks of every name that a user logs in by. */
export function removeBlocksOf(context: Pick<TenantContext, 'store'>, user: TenantUser): void {
  for (const identifier of identifiersOf(user)) removeBlocks(context, identifier);
}

/** The names that a user logs in by at databases. */
function identifiersOf({ identities }: TenantUser): string[] {
  return identities
    .filter(({ provider }) => provider === 'auth0')
    .flatMap(({ profileData: { email, username } }) => [email, username])
    .filter((name) => name !== undefined);
}

function normal({ identifier, ip, connection }: Attempt): Attempt {
  return { identifier: identifier.toLowerCase(), ip, connection };
}

function idOf(attempt: Attempt): string {
  const { identifier, ip, connection } = normal(attempt);
  return JSON.stringify([connection, identifier, ip]);
}
