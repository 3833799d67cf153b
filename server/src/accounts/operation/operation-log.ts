import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Auth0Identity } from '../../auth0/management.ts';
import type { Clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { Sealer } from '../../platform/sealer.ts';
import type { OperationRow, Tables } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Plan } from './plan.ts';

/** How long an operation belongs to an owner that does not renew its lease, in milliseconds. */
export const LEASE = 10_000;

/** An operation that this process executes. */
export interface Operation {
  readonly row: Readonly<Omit<OperationRow, 'plan'>>;
  /** Null: not planned yet, so nothing has been called. */
  readonly plan: Plan | null;
  /** The plan was sealed with a key that is lost. */
  readonly unreadable?: true;
  /** The account's identities, from the response of the last call that changed them. */
  readonly identities?: readonly Auth0Identity[];
  /** Identifies one run, not a process: a stalled run must not continue beside its successor. */
  readonly owner: string;
}

/** The data of a new operation. */
export interface NewOperation {
  readonly kind: OperationRow['kind'];
  readonly subject: string;
  readonly account: string;
  readonly other: string;
  /** Accounts to lock immediately: the caller's, and others whose ownership is proved. The plan locks the rest. */
  readonly locks: readonly string[];
  /** Further writes in the transaction that begins the operation. */
  readonly claim?: (trx: Transaction<Tables>, operation: string) => Promise<void>;
}

/**
 * Rows of operations and locks of accounts. Every write checks the owner, so a process that stalled until another one took its
 * lease cannot continue: it gets `LeaseLost`.
 */
export class OperationLog {
  readonly #services: { readonly store: Store; readonly sealer: Sealer; readonly clock: Clock };

  constructor(services: { readonly store: Store; readonly sealer: Sealer; readonly clock: Clock }) {
    this.#services = services;
  }

  /** Locks accounts and writes the row. @throws {ProblemError} `change_in_progress`, or what `claim` throws. */
  async begin({ kind, subject, account, other, locks, claim }: NewOperation): Promise<Operation> {
    const [id, owner, now] = [randomUUID(), randomUUID(), this.#services.clock.now()];
    const row: OperationRow = {
      id,
      kind,
      subject,
      account,
      other,
      status: 'running',
      plan: null,
      lease_owner: owner,
      lease_until: now + LEASE,
      error_code: null,
      created_at: now,
      finished_at: null,
      undo_until: null,
      undone_by: null,
    };
    await this.#services.store.transaction(async (trx) => {
      await lock(trx, id, locks);
      await trx.insertInto('operations').values(row).execute();
      await claim?.(trx, id);
    });
    return { row, plan: null, owner };
  }

  /** Stores the progress of the operation and renews its lease. @throws {LeaseLost} */
  async save(operation: Operation, plan: Plan): Promise<Operation> {
    await this.#write(this.#services.store.db, operation, { plan: this.#seal(operation.row.id, plan) });
    return { ...operation, plan };
  }

  /** Like `save`, and locks the further accounts of the plan. @throws {LeaseLost} @throws {ProblemError} `change_in_progress` */
  async saveAndLock(operation: Operation, plan: Plan, accounts: readonly string[]): Promise<Operation> {
    await this.#services.store.transaction(async (trx) => {
      await lock(trx, operation.row.id, accounts);
      await this.#write(trx, operation, { plan: this.#seal(operation.row.id, plan) });
    });
    return { ...operation, plan };
  }

  /** Renews the lease. @throws {LeaseLost} */
  async renew(operation: Operation): Promise<void> {
    await this.#write(this.#services.store.db, operation, {});
  }

  /** Ends the operation and releases its locks. @throws {LeaseLost} */
  async end(
    trx: Transaction<Tables>,
    operation: Operation,
    end: Pick<OperationRow, 'status' | 'error_code' | 'undo_until'> & Partial<Pick<OperationRow, 'plan'>>,
  ): Promise<void> {
    await this.#write(trx, operation, { ...end, finished_at: this.#services.clock.now() });
    await trx.deleteFrom('account_locks').where('operation_id', '=', operation.row.id).execute();
  }

  /** Deletes an operation that has called nothing, and releases its locks. @throws {LeaseLost} */
  async discard(trx: Transaction<Tables>, { row, owner }: Operation): Promise<void> {
    const { numDeletedRows } = await trx
      .deleteFrom('operations')
      .where('id', '=', row.id)
      .where('status', '=', 'running')
      .where('lease_owner', '=', owner)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) throw new LeaseLost(row.id);
    await trx.deleteFrom('account_locks').where('operation_id', '=', row.id).execute();
  }

  /** Ids of operations whose lease has expired, oldest first. */
  async abandoned(): Promise<readonly string[]> {
    const rows = await this.#services.store.db
      .selectFrom('operations')
      .select('id')
      .where('status', '=', 'running')
      .where('lease_until', '<', this.#services.clock.now())
      .orderBy('created_at')
      .limit(100)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Takes an abandoned operation over; null: another process was faster, or its owner is alive. */
  async takeOver(id: string): Promise<Operation | null> {
    const [owner, now] = [randomUUID(), this.#services.clock.now()];
    const row = await this.#services.store.db
      .updateTable('operations')
      .set({ lease_owner: owner, lease_until: now + LEASE })
      .where('id', '=', id)
      .where('status', '=', 'running')
      .where('lease_until', '<', now)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return null;
    try {
      return { row, plan: this.open(row), owner };
    } catch {
      // Sealed with a lost key: the caller ends the operation and logs it.
      return { row, plan: null, owner, unreadable: true };
    }
  }

  /** The plan of a row; null if it has none (any more). */
  open({ id, plan }: Pick<OperationRow, 'id' | 'plan'>): Plan | null {
    // Only this class seals plans, so the shape needs no check.
    return plan === null ? null : (JSON.parse(this.#services.sealer.open('operation', id, plan)) as Plan);
  }

  #seal(id: string, plan: Plan): string {
    return this.#services.sealer.seal('operation', id, JSON.stringify(plan));
  }

  async #write(queries: Store['db'], { row, owner }: Operation, values: Partial<OperationRow>): Promise<void> {
    const { numUpdatedRows } = await queries
      .updateTable('operations')
      .set({ ...values, lease_until: this.#services.clock.now() + LEASE })
      .where('id', '=', row.id)
      .where('status', '=', 'running')
      .where('lease_owner', '=', owner)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new LeaseLost(row.id);
  }
}

/** Locks accounts; those that the operation has locked already count as locked. */
async function lock(trx: Transaction<Tables>, operation: string, accounts: readonly string[]): Promise<void> {
  const wanted = [...new Set(accounts)].sort();
  if (wanted.length === 0) return;
  await trx
    .insertInto('account_locks')
    .values(wanted.map((account) => ({ account, operation_id: operation })))
    .onConflict((conflict) => conflict.column('account').doNothing())
    .execute();
  const held = await trx
    .selectFrom('account_locks')
    .select('account')
    .where('operation_id', '=', operation)
    .where('account', 'in', wanted)
    .execute();
  if (held.length < wanted.length) throw new ProblemError('change_in_progress');
}

/** Another process has taken the operation over: this one must stop. */
export class LeaseLost extends Error {
  constructor(operation: string) {
    super(`Another process has taken over operation ${operation}.`);
    this.name = 'LeaseLost';
  }
}
