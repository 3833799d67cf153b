import { StoreError } from './store-error.ts';

/** PostgreSQL: unique_violation. */
const UNIQUE_VIOLATION = '23505';
/** SQLite: SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE. */
const SQLITE_UNIQUE_VIOLATIONS: readonly number[] = [1555, 2067];
/** SQLite: SQLITE_BUSY, in the low byte of every extended code of it. */
const SQLITE_BUSY = 5;
/** SQLite: SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, in the low byte of every extended code of them. */
const UNUSABLE_FILE: readonly number[] = [8, 10, 13, 14];
/** PostgreSQL: serialization_failure, deadlock_detected. */
const REPEATABLE: readonly string[] = ['40001', '40P01'];
/** PostgreSQL: query_canceled (a timeout), lock_not_available. */
const TIMED_OUT: readonly string[] = ['57014', '55P03'];
/** PostgreSQL's classes: connection exception, read-only transaction, insufficient resources, operator intervention, I/O error. */
const UNAVAILABLE_CLASSES = ['08', '25006', '53', '57P', '58'];
/** Error codes of the operating system for an unreachable host. */
const NETWORK: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** pg's messages for a lost connection or an exhausted pool; these errors have no code. */
const CONNECTION_LOST =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable/i;

/**
 * Whether a query failed because a row with its unique key exists.
 *
 * Catch it outside the transaction: after any error PostgreSQL accepts nothing but a rollback.
 */
export function isUniqueViolation(error: unknown): boolean {
  const errcode = sqliteCode(error);
  return codeOf(error) === UNIQUE_VIOLATION || (errcode !== undefined && SQLITE_UNIQUE_VIOLATIONS.includes(errcode));
}

/** Whether the database is unavailable, so that a retry may help (`database_unavailable`). */
export function isStoreUnavailable(error: unknown): boolean {
  if (error instanceof StoreError) return error.code === 'unavailable';
  const file = sqliteCode(error);
  if (isBusy(error) || (file !== undefined && UNUSABLE_FILE.includes(file & 0xff))) return true;
  const code = codeOf(error);
  if (code !== undefined && (NETWORK.includes(code) || TIMED_OUT.includes(code) || REPEATABLE.includes(code)))
    return true;
  if (code !== undefined && isSqlState(code)) return UNAVAILABLE_CLASSES.some((prefix) => code.startsWith(prefix));
  return error instanceof Error && CONNECTION_LOST.test(error.message);
}

/** Whether a transaction lost against another one and would succeed when run again (PostgreSQL: 40001, 40P01). */
export function isRepeatable(error: unknown): boolean {
  return REPEATABLE.includes(codeOf(error) ?? '');
}

/** Whether another process is writing to the file right now (SQLite: SQLITE_BUSY). */
export function isBusy(error: unknown): boolean {
  const errcode = sqliteCode(error);
  return errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY;
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !NETWORK.includes(code);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function sqliteCode(error: unknown): number | undefined {
  if (codeOf(error) !== 'ERR_SQLITE_ERROR') return undefined;
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
