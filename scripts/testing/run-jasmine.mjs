/**
 * Runs Jasmine over spec files of Node code: `run-jasmine.mjs [--title=TEXT] GLOB…`, the specs whose full name contains the text,
 * or all. Writes `{passed, failed, failures, expectations}` to the file named by `ONEFOLD_TOTALS`; `failures` are the names of
 * the specs that failed, `expectations` describes the expectations that failed, without errors that a spec threw.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Jasmine from 'jasmine';
import { WORKSPACE } from '../runtime/workspace.mjs';
import { reuseRsaKeys } from './reuse-rsa-keys.mjs';

const { values, positionals } = parseArgs({ options: { title: { type: 'string' } }, allowPositionals: true });
const { title } = values;
reuseRsaKeys();
const runner = new Jasmine({ projectBaseDir: WORKSPACE });
// Starting a tenant or a process is slow on a busy machine; Jasmine's five seconds would make such a spec fail.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 30_000;
runner.loadConfig({
  spec_dir: '.',
  spec_files: positionals,
});

const totals = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const expectations = [];
runner.addReporter({
  /** @param {{ status: string, fullName: string, failedExpectations: { matcherName?: string, message: string }[] }} result */
  specDone: ({ status, fullName, failedExpectations }) => {
    if (status === 'passed') totals.passed++;
    if (status === 'failed') {
      totals.failed++;
      failures.push(fullName);
    }
    for (const { matcherName, message } of failedExpectations) {
      // A thrown error has an empty one, a spec after a failed beforeAll has none.
      if (matcherName !== undefined && matcherName !== '') expectations.push(`${fullName}: ${message}`);
    }
  },
  /** @param {{ overallStatus: string }} result */
  jasmineDone: ({ overallStatus }) => {
    // Incomplete: a suite-wide failure, a focused spec, nothing to run.
    const failed = overallStatus === 'passed' ? totals.failed : Math.max(totals.failed, 1);
    const file = process.env['ONEFOLD_TOTALS'];
    if (file !== undefined)
      writeFileSync(file, JSON.stringify({ passed: totals.passed, failed, failures, expectations }));
  },
});
if (title !== undefined) runner.env.configure({ specFilter: (spec) => spec.getFullName().includes(title) });
await runner.execute();
