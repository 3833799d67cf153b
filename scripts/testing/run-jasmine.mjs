/**
 * Runs Jasmine over spec files of Node code: `run-jasmine.mjs GLOB…`. Writes `{passed, failed}` to the file named by
 * `ONEFOLD_TOTALS`.
 */
import { writeFileSync } from 'node:fs';
import Jasmine from 'jasmine';
import { WORKSPACE } from '../runtime/workspace.mjs';

const runner = new Jasmine({ projectBaseDir: WORKSPACE });
runner.loadConfig({
  spec_dir: '.',
  spec_files: process.argv.slice(2),
});

const totals = { passed: 0, failed: 0 };
runner.addReporter({
  /** @param {{ status: string }} result */
  specDone: ({ status }) => {
    if (status === 'passed') totals.passed++;
    if (status === 'failed') totals.failed++;
  },
  /** @param {{ overallStatus: string }} result */
  jasmineDone: ({ overallStatus }) => {
    // Incomplete: a suite-wide failure, a focused spec, nothing to run.
    const failed = overallStatus === 'passed' ? totals.failed : Math.max(totals.failed, 1);
    const file = process.env['ONEFOLD_TOTALS'];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ passed: totals.passed, failed }));
  },
});
await runner.execute();
