import { readdirSync } from 'node:fs';
import { MIGRATIONS } from './migrations.ts';

describe('The migrations', () => {
  const names = readdirSync(import.meta.dirname)
    .filter((file) => /^\d+-.*\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''))
    .sort();

  it('are all registered', () => {
    const unregistered = names.filter((name) => !Object.hasOwn(MIGRATIONS, name));
    expect(unregistered.map((name) => `${name} is not registered: add it to MIGRATIONS in migrations.ts.`)).toEqual([]);
  });

  it('have a file each and run in the order of their numbers', () => {
    expect(Object.keys(MIGRATIONS)).toEqual(names);
  });
});
