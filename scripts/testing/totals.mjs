/**
 * The result of a suite.
 *
 * @typedef {{ passed: number, failed: number }} Totals
 */

/**
 * @param {readonly Totals[]} parts
 * @returns {Totals}
 */
export function addTotals(parts) {
  return parts.reduce((sum, part) => ({ passed: sum.passed + part.passed, failed: sum.failed + part.failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * Judges a suite by its report and its exit code together: one that crashed, wrote no report or ran nothing has failed
 * at least once, even if its report claims otherwise.
 *
 * @param {number} code Exit code.
 * @param {Totals | undefined} report
 * @returns {Totals}
 */
export function checkTotals(code, report) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = code !== 0 || report.passed + report.failed === 0 ? Math.max(report.failed, 1) : report.failed;
  return { passed: report.passed, failed };
}

/**
 * @param {unknown} value Read from a report.
 * @returns {value is Totals}
 */
export function isTotals(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { passed, failed } = /** @type {Record<string, unknown>} */ (value);
  return [passed, failed].every((each) => typeof each === 'number' && Number.isInteger(each) && each >= 0);
}

/**
 * The totals of a report of Playwright's JSON reporter. A flaky test counts as failed: a retry hides a race.
 *
 * @param {unknown} report
 * @returns {Totals | undefined}
 */
export function totalsOfPlaywright(report) {
  if (typeof report !== 'object' || report === null || !('stats' in report)) return undefined;
  const { expected, unexpected, flaky } = /** @type {Record<string, unknown>} */ (report.stats);
  const errors = 'errors' in report && Array.isArray(report.errors) ? report.errors.length : 0;
  const totals = { passed: Number(expected), failed: Number(unexpected) + Number(flaky) + errors };
  return isTotals(totals) ? totals : undefined;
}

/**
 * The totals of `npm run attack -- --json`: a held defense passed, a broken one failed; attacks that do not apply are not counted.
 *
 * @param {string} output Its last line is the report.
 * @returns {Totals | undefined}
 */
export function totalsOfAttacks(output) {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) return undefined;
  const { held, broken } = /** @type {Record<string, unknown>} */ (JSON.parse(last));
  const totals = { passed: held, failed: broken };
  return isTotals(totals) ? totals : undefined;
}
