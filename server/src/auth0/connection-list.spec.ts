import { pino } from 'pino';
import { createConnectionList, type ConnectionList } from './connection-list.ts';
import type { Auth0Connection } from './management.ts';
import type { Priority } from './management-observer.ts';

describe('The list of connections', () => {
  let now: number;
  let loads: { priority: Priority; answer: PromiseWithResolvers<readonly Auth0Connection[]> }[];
  let list: ConnectionList;
  beforeEach(() => {
    [now, loads] = [1_000_000, []];
    const load = (priority: Priority) => {
      const answer = Promise.withResolvers<readonly Auth0Connection[]>();
      loads.push({ priority, answer });
      return answer.promise;
    };
    list = createConnectionList(load, { clock: { now: () => now }, logger: pino({ level: 'silent' }) });
  });

  const named = (name: string): readonly Auth0Connection[] => [{ id: name, name, strategy: 'auth0', enabled: true }];
  const answer = (index: number, name: string) => loads[index]?.answer.resolve(named(name));
  const fill = async (name: string) => {
    const filled = list.get(false);
    answer(0, name);
    await filled;
  };

  it('is fetched once by all who wait for it', async () => {
    const both = Promise.all([list.get(false), list.get(false)]);
    answer(0, 'one');
    expect(await both).toEqual([named('one'), named('one')]);
    expect(loads.map(({ priority }) => priority)).toEqual(['view']);
  });

  it('is shown when it is old, while a new one is fetched once', async () => {
    await fill('one');
    now += 61_000;
    expect(await list.get(false)).toEqual(named('one'));
    expect(await list.get(false)).toEqual(named('one'));
    expect(loads.map(({ priority }) => priority)).toEqual(['view', 'view']);
    answer(1, 'two');
    await loads[1]?.answer.promise;
    await Promise.resolve();
    expect(await list.get(false)).toEqual(named('two'));
    expect(loads.length).toBe(2);
  });

  it('is shown although renewing it fails, and renewed again', async () => {
    await fill('one');
    now += 61_000;
    await list.get(false);
    loads[1]?.answer.reject(new Error('Auth0 does not answer'));
    await loads[1]?.answer.promise.catch(() => undefined);
    await new Promise(setImmediate);
    expect(await list.get(false)).toEqual(named('one'));
    expect(loads.length).toBe(3);
  });

  it('is not shown when it is too old', async () => {
    await fill('one');
    now += 601_000;
    const shown = list.get(false);
    answer(1, 'two');
    expect(await shown).toEqual(named('two'));
  });

  it('is fetched anew for whoever must be sure, and not replaced by a slower answer from before', async () => {
    const slow = list.get(false);
    now += 1;
    const sure = list.get(true);
    answer(1, 'two');
    expect(await sure).toEqual(named('two'));
    answer(0, 'one');
    expect(await slow).toEqual(named('one'));
    expect(await list.get(false)).toEqual(named('two'));
  });
});
