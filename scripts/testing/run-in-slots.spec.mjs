import { runInSlots } from './run-in-slots.mjs';

describe('runInSlots', () => {
  /** @type {string[]} */
  let events;
  /** @type {Map<string, () => void>} */
  let finish;

  beforeEach(() => {
    events = [];
    finish = new Map();
  });

  /**
   * @param {string} name
   * @param {boolean} exclusive
   */
  const task = (name, exclusive = false) => ({
    exclusive,
    /** @returns {Promise<void>} */
    run: () => {
      events.push(name);
      return new Promise((resolve) => finish.set(name, resolve));
    },
  });

  /** @param {string} name */
  const end = async (name) => {
    finish.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('starts one task per slot, then the next in order', async () => {
    const done = runInSlots([task('a'), task('b'), task('c')], 2);
    expect(events).toEqual(['a', 'b']);
    await end('b');
    expect(events).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await done;
  });

  it('skips an exclusive task while another one runs', async () => {
    const done = runInSlots([task('a', true), task('b', true), task('c')], 2);
    expect(events).toEqual(['a', 'c']);
    await end('c');
    expect(events).toEqual(['a', 'c']);
    await end('a');
    expect(events).toEqual(['a', 'c', 'b']);
    await end('b');
    await done;
  });

  it('rejects if a task rejects', async () => {
    const failing = { exclusive: false, run: () => Promise.reject(new Error('broken')) };
    await expectAsync(runInSlots([failing], 1)).toBeRejectedWithError('broken');
  });
});
