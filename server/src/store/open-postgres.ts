import pg from 'pg';

/** Maximum wait of a request for a connection, a statement or a lock, in milliseconds. */
const CONNECT = 5000;
const STATEMENT_TIMEOUT = 15_000;
/** Default maximum of connections of one process. */
const MAX_CONNECTIONS = 10;
/** PostgreSQL's type number of `bigint`. */
const INT8 = 20;

/**
 * A pool of connections to PostgreSQL. Times are `bigint`, which pg returns as text by default; in this pool, and in no other
 * of the process, they are numbers: epoch milliseconds stay exact for 285,000 years.
 *
 * @param onLostConnection Called when a connection breaks; the pool replaces it.
 * @param options.patient Without time limits for statements: a migration may take minutes.
 */
export function openPostgres(
  url: string,
  onLostConnection: (error: Error) => void,
  { max = MAX_CONNECTIONS, patient = false }: { readonly max?: number; readonly patient?: boolean } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'onefold-server',
    max,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT,
    ...(patient
      ? {}
      : {
          statement_timeout: STATEMENT_TIMEOUT,
          idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
          // For a server that does not even report that the statement took too long.
          query_timeout: STATEMENT_TIMEOUT + CONNECT,
        }),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : parserOf(oid, format)),
    },
  });
  // Without listeners a broken connection would end the process. The pool listens while it is idle, this code while it is used.
  pool.on('error', onLostConnection);
  pool.on('connect', (client) => client.on('error', onLostConnection));
  return pool;
}

/** pg's parsers for all other types. Its type declarations list the known numbers only; the database may send any. */
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => unknown;
