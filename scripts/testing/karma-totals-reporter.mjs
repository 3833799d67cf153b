import { writeFileSync } from 'node:fs';

/**
 * A Karma reporter that writes `{passed, failed}` to the file named by `ONEFOLD_TOTALS`, so that nobody has to read
 * the numbers out of text for people. A browser that crashed or disconnected counts as failed.
 */
class TotalsReporter {
  /**
   * Karma pushes its own output channels here.
   *
   * @type {unknown[]}
   */
  adapters = [];

  constructor() {
    this.passed = 0;
    this.failed = 0;
  }

  /**
   * @param {unknown} _browser
   * @param {{ success: boolean, skipped: boolean }} result
   */
  onSpecComplete(_browser, { success, skipped }) {
    if (skipped) return;
    if (success) this.passed++;
    else this.failed++;
  }

  onBrowserError() {
    this.failed++;
  }

  /**
   * @param {unknown} _browsers
   * @param {{ exitCode: number }} results
   */
  onRunComplete(_browsers, { exitCode }) {
    const file = process.env['ONEFOLD_TOTALS'];
    if (file === undefined) return;
    const failed = exitCode === 0 ? this.failed : Math.max(this.failed, 1);
    writeFileSync(file, JSON.stringify({ passed: this.passed, failed }));
  }
}

/** Karma calls what it is given without `new`, and reads the parameters of a `function` only. */
function createTotalsReporter() {
  return new TotalsReporter();
}

/** Karma plugin: reporter `totals`. */
export default { 'reporter:totals': ['factory', createTotalsReporter] };
