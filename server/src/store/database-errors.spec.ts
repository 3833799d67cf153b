import { DatabaseSync } from 'node:sqlite';
import { isStoreUnavailable } from './database-errors.ts';

describe('A database that cannot be written', () => {
  for (const [what, pragma] of [
    ['disk is full', 'max_page_count = 2'],
    ['file is read-only', 'query_only = on'],
  ] as const) {
    it(`is unavailable while its ${what}`, () => {
      const database = new DatabaseSync(':memory:');
      database.exec('create table notes (text)');
      database.exec(`PRAGMA ${pragma}`);
      let error: unknown;
      try {
        database.exec('insert into notes values (randomblob(100000))');
      } catch (reason) {
        // What the server would get from its own store.
        error = reason;
      }
      expect(isStoreUnavailable(error)).toBeTrue();
      database.close();
    });
  }
});
