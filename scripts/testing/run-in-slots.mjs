/**
 * @typedef {object} SlotTask
 * @property {() => Promise<void>} run
 * @property {boolean} exclusive Whether it must not run beside another exclusive task.
 */

/**
 * Runs tasks side by side in the given order. A free slot takes the first task that may start.
 *
 * @param {readonly SlotTask[]} tasks
 * @param {number} slots Tasks at a time.
 * @returns {Promise<void>} Rejects if a task rejects.
 */
export async function runInSlots(tasks, slots) {
  const waiting = [...tasks];
  /** @type {Map<SlotTask, Promise<void>>} */
  const running = new Map();
  while (waiting.length > 0 || running.size > 0) {
    const busy = [...running.keys()].some(({ exclusive }) => exclusive);
    const next = running.size < slots ? waiting.find(({ exclusive }) => !(exclusive && busy)) : undefined;
    if (next === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    running.set(
      next,
      next.run().finally(() => running.delete(next)),
    );
  }
}
