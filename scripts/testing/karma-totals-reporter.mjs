import { writeFileSync } from 'node:fs';

/**
 * A Karma reporter that writes `{passed, failed}` to the file named by `ONEFOLD_TOTALS`, so that no
 * program parses numbers from text. A browser that crashed or disconnected counts as failed.
 *
 * A plain object, because Karma calls the constructor without `new` and finds only enumerable methods.
 */
function createTotalsReporter() {
  const totals = { passed: 0, failed: 0 };
  return {
    /**
     * Karma pushes its own output channels here.
     *
     * @type {unknown[]}
     */
    adapters: [],

    /**
     * @param {unknown} _browser
     * @param {{ success: boolean, skipped: boolean }} result
     */
    onSpecComplete(_browser, { success, skipped }) {
      if (skipped) return;
      if (success) totals.passed++;
      else totals.failed++;
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
      writeFileSync(file, JSON.stringify({ ...totals, failed }));
    },
  };
}

/** Karma plugin: reporter `totals`. */
export default { 'reporter:totals': ['factory', createTotalsReporter] };
