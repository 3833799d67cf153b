import { writeFileSync } from 'node:fs';

/**
 * A Karma reporter that writes `{passed, failed, failures}` to the file named by `ONEFOLD_TOTALS`, so that no
 * program parses numbers from text. A browser that crashed or disconnected counts as failed.
 *
 * A plain object, because Karma calls the constructor without `new` and finds only enumerable methods.
 */
function createTotalsReporter() {
  const totals = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const failures = [];
  return {
    /**
     * Karma pushes its own output channels here.
     *
     * @type {unknown[]}
     */
    adapters: [],

    /**
     * @param {unknown} _browser
     * @param {{ success: boolean, skipped: boolean, suite: string[], description: string }} result
     */
    onSpecComplete(_browser, { success, skipped, suite, description }) {
      if (skipped) return;
      if (success) {
        totals.passed++;
      } else {
        totals.failed++;
        failures.push([...suite, description].join(' '));
      }
    },

    onBrowserError() {
      totals.failed++;
    },

    /**
     * @param {unknown} _browsers
     * @param {{ exitCode: number }} results
     */
    onRunComplete(_browsers, { exitCode }) {
      const file = process.env['ONEFOLD_TOTALS'];
      if (file === undefined) return;
      const failed = exitCode === 0 ? totals.failed : Math.max(totals.failed, 1);
      writeFileSync(file, JSON.stringify({ ...totals, failed, failures }));
    },
  };
}

/** Karma plugin: reporter `totals`. */
export default { 'reporter:totals': ['factory', createTotalsReporter] };
