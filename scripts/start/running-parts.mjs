import { stopOnSignals } from '../process/children.mjs';
import { waitForResponse } from '../process/wait-for-response.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';

/** How long a server may take to answer, in milliseconds. */
const TIMEOUT = 30_000;

/** The running parts, which stop together: on a signal, and when one of them crashes. */
export class RunningParts {
  /** @type {(() => Promise<void>)[]} */
  #stops = [];
  /** @type {Promise<string>[]} */
  #crashes = [];

  constructor() {
    stopOnSignals(async () => {
      console.error('\nStopping …');
      await this.#stopAll();
    });
  }

  /**
   * @param {{ stop: () => Promise<void>, crashed?: Promise<string> }} part
   */
  add({ stop, crashed }) {
    this.#stops.push(stop);
    if (crashed !== undefined) this.#crashes.push(crashed);
  }

  /**
   * Waits until an address answers, or a part crashes.
   *
   * @param {string} url
   * @param {string} name The part's name in messages.
   * @param {number} [timeout] Milliseconds.
   * @returns {Promise<void>}
   * @throws {ExplainedError}
   */
  async waitUntilResponding(url, name, timeout = TIMEOUT) {
    const crash = Promise.race(this.#crashes).then((report) => Promise.reject(new ExplainedError(report)));
    const isResponding = await Promise.race(
      this.#crashes.length === 0 ? [waitForResponse(url, timeout)] : [waitForResponse(url, timeout), crash],
    );
    if (!isResponding) {
      throw new ExplainedError(`The ${name} did not respond at ${url} within ${String(timeout / 1000)} s.`);
    }
  }

  /**
   * Waits for a crash; a signal ends the process otherwise.
   *
   * @returns {Promise<never>}
   */
  async waitForCrash() {
    const report = this.#crashes.length > 0 ? await Promise.race(this.#crashes) : await new Promise(() => undefined);
    console.error(`\n${String(report)}`);
    await this.#stopAll();
    process.exit(1);
  }

  /** Stops the parts in reverse order: a part may need earlier ones to finish its work. */
  async #stopAll() {
    for (const stop of this.#stops.toReversed()) await stop();
  }
}
