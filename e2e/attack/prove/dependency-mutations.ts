import type { Mutation } from './mutation.ts';

const FAILURES = 'auth0/management-failures.spec.ts';
const LOST_KEY = 'lost-sealing-key.spec.ts';

/** Errors of SQLite's file are unexpected. */
const NO_FILE_ERROR = {
  file: 'store/database-errors.ts',
  find: 'if (isBusy(error) || (file !== undefined && UNUSABLE_FILE.includes(file & 0xff))) return true;',
  replace: 'if (isBusy(error) || UNUSABLE_FILE.includes(file ?? 0)) return false;',
};

/** Unusable responses of Auth0, a lost sealing key and a database that cannot be written. */
export const DEPENDENCY_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a call without a response may have happened',
    edits: [
      {
        file: 'auth0/sdk-failure.ts',
        find: 'if (status === undefined || status === 408',
        replace: 'if (status === 408',
      },
    ],
    specs: [{ file: FAILURES, title: 'no response' }],
  },
  {
    defense: 'a response that is not a list is not an empty list',
    edits: [
      {
        file: 'auth0/management-clients.ts',
        find: 'if (!Array.isArray(list))',
        replace: 'if (Array.isArray(list) && list.length < 0)',
      },
    ],
    specs: [{ file: FAILURES, title: 'never treats a response that is not a list as an empty list' }],
  },
  {
    defense: 'an account without identities is unusable',
    edits: [
      {
        file: 'auth0/parse-user.ts',
        find: "if (!Array.isArray(value)) throw new UnusableResponseError('Auth0 returned no list of identities.');",
        replace: 'if (!Array.isArray(value)) return [] as never;',
      },
    ],
    specs: ['a response of another type', 'a page instead of JSON', 'a truncated response'].map((title) => ({
      file: FAILURES,
      title,
    })),
  },
  {
    defense: 'an empty list of identities is unusable',
    edits: [
      {
        file: 'auth0/parse-user.ts',
        find: "if (primary === undefined) throw new UnusableResponseError('Auth0 returned an empty list of identities.');",
        replace: 'if (primary === undefined) return [] as never;',
      },
    ],
    specs: [{ file: FAILURES, title: 'an empty list' }],
  },
  {
    defense: 'the size of a response is limited',
    edits: [
      {
        file: 'auth0/size-limited-fetch.ts',
        find: 'if (bytes > MAX_BYTES) controller.error',
        replace: 'if (bytes > MAX_BYTES * 1000) controller.error',
      },
    ],
    specs: [{ file: FAILURES, title: 'is unavailable if the response is too large' }],
  },
  {
    defense: 'a refused list of connections is reported as an outage',
    edits: [
      {
        file: 'accounts/read-accounts.ts',
        find: `return await management.connections();
  } catch (error) {
    // As in \`readUser\`.
    throw readProblem(error);`,
        replace: `return await management.connections();
  } catch (error) {
    throw error;`,
      },
    ],
    specs: [
      {
        file: 'intents/intent-routes.spec.ts',
        title: 'not, and are not shown, if Auth0 refuses to list the connections',
      },
    ],
  },
  {
    defense: 'an operation whose key is lost ends visibly',
    edits: [
      {
        file: 'accounts/operation/recover-operations.ts',
        find: 'if (operation.unreadable === true) {',
        replace: 'if (operation.unreadable === true && settled < 0) {',
      },
    ],
    specs: [
      {
        file: 'accounts/operation/lease.spec.ts',
        title: 'ends with a logged error if the sealing key is lost, and delays no other operation',
      },
    ],
  },
  {
    defense: 'no undo is offered whose key is lost',
    edits: [
      {
        file: 'accounts/account-changes.ts',
        find: "services.logger.warn({ err: error, operation: row.id }, 'operation cannot be decrypted');\n      return null;",
        replace: 'throw error;',
      },
    ],
    specs: [{ file: LOST_KEY, title: 'the view of the profile' }],
  },
  {
    defense: 'an undo whose key is lost is refused',
    edits: [
      {
        file: 'accounts/undo.ts',
        find: '} catch {\n    // The account view has logged the error; the caller gets no undo.\n    return null;',
        replace: '} catch (error) {\n    throw error;',
      },
    ],
    specs: [{ file: LOST_KEY, title: 'an undo' }],
  },
  {
    defense: 'a view whose cached user cannot be decrypted reads it again',
    edits: [
      {
        file: 'auth0/user-cache.ts',
        find: "logger.warn({ err: error }, 'cached user discarded');\n      return null;",
        replace: 'throw error;',
      },
    ],
    specs: [{ file: LOST_KEY, title: 'the view of the profile' }],
  },
  {
    defense: 'a message whose key is lost waits, and says why',
    edits: [
      {
        file: 'delivery/outbox-message.ts',
        find: "throw new DeliveryError('The message cannot be read with any of the sealing keys.', { cause });",
        replace: 'throw cause;',
      },
    ],
    specs: [{ file: LOST_KEY, title: 'keeps waiting messages and reports why they are not sent' }],
  },
  {
    defense: 'a full or read-only disk makes the database unavailable',
    edits: [NO_FILE_ERROR],
    specs: [{ file: 'store/database-errors.spec.ts', title: 'is unavailable while its ' }],
  },
  {
    defense: 'a full disk causes no internal error',
    edits: [
      NO_FILE_ERROR,
      { file: 'http/on-error.ts', find: 'return isUnexpected && !(await', replace: 'return isUnexpected && (await' },
    ],
    specs: [
      {
        file: 'testing/fleet/full-disk.spec.ts',
        title: 'reports this, is not ready, and continues when there is space again',
      },
    ],
  },
  {
    defense: 'a lost connection to PostgreSQL makes the database unavailable',
    edits: [
      {
        file: 'store/database-errors.ts',
        find: 'return UNAVAILABLE_CLASSES.some((prefix) => code.startsWith(prefix));',
        replace: 'return UNAVAILABLE_CLASSES.includes(code);',
      },
      {
        file: 'store/database-errors.ts',
        find: 'return error instanceof Error && CONNECTION_LOST.test(error.message);',
        replace: 'return CONNECTION_LOST.test(String(code));',
      },
    ],
    specs: [
      {
        file: 'store/open-postgres.spec.ts',
        title: 'fails the transaction that used it, and the next one gets another',
      },
    ],
  },
  {
    defense: 'a server that cannot write is not ready',
    edits: [
      {
        file: 'store/open-store.ts',
        find: 'async function isWritable(db: Kysely<Tables>): Promise<boolean> {\n  try {',
        replace: `async function isWritable(db: Kysely<Tables>): Promise<boolean> {
  try {
    await db.selectFrom('rates').select('name').limit(1).execute();
    if (db !== null) return true;`,
      },
    ],
    specs: [
      {
        file: 'create-linking-server.spec.ts',
        title: 'is not ready while the database is read-only, and reports this in its responses',
      },
    ],
  },
];
