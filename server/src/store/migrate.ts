import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/migrations.ts';
import { StoreError } from './store-error.ts';

const TABLE = 'onefold_migrations';

/**
 * Migrates the tables to this version. Processes that start at the same time take turns: by an advisory lock of PostgreSQL, by the
 * single writer of SQLite.
 *
 * @param name Name of the database in messages.
 * @throws {StoreError} `newer_version`, or `unusable` if a migration fails; it is rolled back completely.
 */
export async function migrate(db: Kysely<never>, name: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
  await refuseNewer(db, name);
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await refuseNewer(db, name);
  const reason = error instanceof Error ? error.message : 'unknown reason';
  throw new StoreError('unusable', `${name} cannot be migrated to this version: ${reason}.`, error);
}

async function refuseNewer(db: Kysely<never>, name: string): Promise<void> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === TABLE)) return;
  const known = Object.keys(MIGRATIONS);
  const applied = await (db as unknown as Kysely<Record<typeof TABLE, { name: string }>>)
    .selectFrom(TABLE)
    .select('name')
    .execute();
  const unknown = applied.map((row) => row.name).filter((each) => !known.includes(each));
  if (unknown.length === 0) return;
  throw new StoreError(
    'newer_version',
    `${name} was written by a newer version of this server (${unknown.join(', ')}; this one knows ${known.join(', ')}). ` +
      'Start that version, or restore a backup.',
  );
}
