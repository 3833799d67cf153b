/**
 * The result of a suite; `failures` are the names of the tests that failed, as far as the suite reports them.
 *
 * @typedef {{ passed: number, failed: number, failures?: readonly string[] }} Totals
 */

/**
 * @param {readonly Totals[]} parts
 * @returns {Totals}
 */
export function addTotals(parts) {
  return {
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
    failures: parts.flatMap(({ failures = [] }) => failures),
  };
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
  return { ...report, failed };
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
  return isTotals(totals)
    ? { ...totals, failures: failuresOfPlaywright(/** @type {PlaywrightSuite} */ (report)) }
    : undefined;
}

/**
 * @param {PlaywrightSuite} suite A report, or a file or `describe` block in it.
 * @returns {readonly string[]} File and title of each test that failed.
 *
 * @typedef {object} PlaywrightSuite
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly { file: string, title: string, ok: boolean }[]} [specs] `ok` is true for a flaky test.
 */
function failuresOfPlaywright({ suites = [], specs = [] }) {
  const own = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`);
  return [...own, ...suites.flatMap(failuresOfPlaywright)];
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
  /** @type {{ held: number, broken: number, attacks: { name: string, verdict: string, evidence: string }[] }} */
  const { held, broken, attacks } = JSON.parse(last);
  const failures = attacks.filter(({ verdict }) => verdict === 'broken');
  return {
    passed: held,
    failed: broken,
    failures: failures.map(({ name, evidence }) => `${name}: ${evidence}`),
  };
}
