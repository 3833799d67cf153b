import { pino } from 'pino';
import { eachStore } from '../store/testing/each-store.ts';
import { eventually } from '../testing/eventually.ts';
import type { Priority } from './call-queue.ts';
import { createConnectionList, type ConnectionList } from './connection-list.ts';
import type { Auth0Connection } from './management.ts';

eachStore('The list of connections', (test) => {
  let now: number;
  let loads: { priority: Priority; respond: PromiseWithResolvers<readonly Auth0Connection[]> }[];
  let list: ConnectionList;
  beforeEach(() => {
    [now, loads] = [1_000_000, []];
    list = process();
  });

  const load = (priority: Priority) => {
    const respond = Promise.withResolvers<readonly Auth0Connection[]>();
    loads.push({ priority, respond });
    return respond.promise;
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
  const expectLoads = (times: number) =>
    eventually(`Auth0 is asked ${times} times`, () => Promise.resolve(loads.length >= times));
  const respond = async (index: number, name: string) => {
    await expectLoads(index + 1);
    loads[index]?.respond.resolve(named(name));
  };
  const fill = async (name: string) => {
    const filled = list.get();
    await respond(0, name);
    await filled;
  };
  const shows = (name: string) => eventually(`${name} is shown`, async () => (await list.get())[0]?.name === name);

  it('is fetched once for all waiting callers', async () => {
    const both = Promise.all([list.get(), list.get()]);
    await respond(0, 'one');
    expect(await both).toEqual([named('one'), named('one')]);
    expect(loads.map(({ priority }) => priority)).toEqual(['view']);
  });

  it('is fetched once for all processes', async () => {
    await fill('one');
    expect(await process().get()).toEqual(named('one'));
    expect(loads.length).toBe(1);
  });

  it('is used if it is old, while one process fetches a new one for all', async () => {
    await fill('one');
    const other = process();
    now += 61_000;
    expect(await list.get()).toEqual(named('one'));
    expect(await Promise.all([list.get(), other.get()])).toEqual([named('one'), named('one')]);
    await respond(1, 'two');
    await shows('two');
    expect(await other.get()).toEqual(named('two'));
    expect(loads.map(({ priority }) => priority)).toEqual(['view', 'view']);
  });

  it('is used if renewing it fails, and renewed later', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await expectLoads(2);
    loads[1]?.respond.reject(new Error('Auth0 does not answer'));
    expect(await list.get()).toEqual(named('one'));
    expect(loads.length).toBe(2);
    now += 20_000;
    expect(await list.get()).toEqual(named('one'));
    await respond(2, 'two');
    await shows('two');
  });

  it('is renewed by another process if the first one has died', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await expectLoads(2);
    now += 20_000;
    const other = process();
    await other.get();
    await respond(2, 'two');
    await shows('two');
  });

  it('is not used if it is too old', async () => {
    await fill('one');
    now += 601_000;
    const shown = list.get();
    await respond(1, 'two');
    expect(await shown).toEqual(named('two'));
  });

  it('is updated with the enabled connections, and not replaced by a slower, earlier response', async () => {
    await fill('one');
    now += 61_000;
    await list.get();
    await expectLoads(2);
    now += 1;
    const connections = process().enabled();
    await respond(2, 'two');
    expect(await connections).toEqual(named('two'));
    await respond(1, 'one');
    const [first, second] = [named('one')[0], named('two')[0]];
    expect(await list.get()).toEqual([{ ...first, enabled: false }, second] as Auth0Connection[]);
  });
});
