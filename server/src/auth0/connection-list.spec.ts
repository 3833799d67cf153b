import { pino } from 'pino';
import { eachStore } from '../store/testing/each-store.ts';
import { eventually } from '../testing/eventually.ts';
import type { Priority } from './call-queue.ts';
import { createConnectionList, type ConnectionList } from './connection-list.ts';
import type { Auth0Connection } from './management.ts';

eachStore('The list of connections', (test) => {
  let now: number;
  let loads: { priority: Priority; answer: PromiseWithResolvers<readonly Auth0Connection[]> }[];
  let list: ConnectionList;
  beforeEach(() => {
    [now, loads] = [1_000_000, []];
    list = process();
  });

  const load = (priority: Priority) => {
    const answer = Promise.withResolvers<readonly Auth0Connection[]>();
    loads.push({ priority, answer });
    return answer.promise;
  };

  /** Another process on the same database and the same Auth0. */
  const process = (): ConnectionList =>
    createConnectionList(
      { all: load, enabled: load },
      {
        clock: { now: () => now },
        logger: pino({ level: 'silent' }),
        store: test.store,
        config: { portalClientIds: ['portal'] },
      },
    );
  const named = (name: string): readonly Auth0Connection[] => [{ id: name, name, strategy: 'auth0', enabled: true }];
  const asked = (times: number) =>
    eventually(`Auth0 is asked ${times} times`, () => Promise.resolve(loads.length >= times));
  const answer = async (index: number, name: string) => {
    await asked(index + 1);
    loads[index]?.answer.resolve(named(name));
  };
  const fill = async (name: string) => {
    const filled = list.get();
    await answer(0, name);
    await filled;
  };
  const shows = (name: string) => eventually(`${name} is shown`, async () => (await list.get())[0]?.name === name);

  it('is fetched once for all waiting callers', async () => {
    const both = Promise.all([list.get(), list.get()]);
    await answer(0, 'one');
    expect(await both).toEqual([named('one'), named('one')]);
    expect(loads.map(({ priority }) => priority)).toEqual(['view']);
  });

  it('is fetched once for all processes', async () => {
    await fill('one');
    expect(await process().get()).toEqual(named('one'));
    expect(loads.length).toBe(1);
  });

  it('is shown when it is old, while one process fetches a new one for all', async () => {
    await fill('one');
    const other = process();
    now += 61_000;
    expect(await list.get()).toEqual(named('one'));
    expect(await Promise.all([list.get(), other.get()])).toEqual([named('one'), named('one')]);
    await answer(1, 'two');
    await shows('two');
    expect(await other.get()).toEqual(named('two'));
    expect(loads.map(({ priority }) => priority)).toEqual(['view', 'view']);
  });

  it('is shown although renewing it fails, and renewed again later', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await asked(2);
    loads[1]?.answer.reject(new Error('Auth0 does not answer'));
    expect(await list.get()).toEqual(named('one'));
    expect(loads.length).toBe(2);
    now += 20_000;
    expect(await list.get()).toEqual(named('one'));
    await answer(2, 'two');
    await shows('two');
  });

  it('is renewed by another process if the first one has died', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await asked(2);
    now += 20_000;
    const other = process();
    await other.get();
    await answer(2, 'two');
    await shows('two');
  });

  it('is not shown when it is too old', async () => {
    await fill('one');
    now += 601_000;
    const shown = list.get();
    await answer(1, 'two');
    expect(await shown).toEqual(named('two'));
  });

  it('learns which connections are enabled now, and is not replaced by a slower, earlier response', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await asked(2);
    now += 1;
    const sure = process().enabled();
    await answer(2, 'two');
    expect(await sure).toEqual(named('two'));
    await answer(1, 'one');
    const [one, two] = [named('one')[0], named('two')[0]];
    expect(await list.get()).toEqual([{ ...one, enabled: false }, two] as Auth0Connection[]);
  });
});
