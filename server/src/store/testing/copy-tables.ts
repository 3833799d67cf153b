import type { Queries } from '../store.ts';
import { ALL_TABLES, emptyTables } from './empty-tables.ts';

/** Copies all rows. @returns A function that restores them, replacing all changes; call it in a transaction. */
export async function copyTables(queries: Queries): Promise<(trx: Queries) => Promise<void>> {
  const copies: { readonly table: (typeof ALL_TABLES)[number]; readonly rows: readonly object[] }[] = [];
  for (const table of ALL_TABLES) copies.push({ table, rows: await queries.selectFrom(table).selectAll().execute() });
  return async (trx) => {
    await emptyTables(trx);
    // Those that others refer to come last in the list.
    for (const { table, rows } of copies.toReversed()) {
      if (rows.length > 0) await trx.insertInto(table).values(rows).execute();
    }
  };
}
