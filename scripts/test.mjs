/** `npm test`: all suites, or the named ones: `npm test -- [NAME…] [--all] [--changed]`. */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/under-supported-node.mjs';

await underSupportedNode(import.meta.url);
const { runTests } = await import('./testing/run-tests.mjs');
try {
  process.exitCode = await runTests(process.argv.slice(2));
} catch (error) {
  // Nothing ran; the last line still has the totals.
  process.on('exit', () => console.log('0 passed, 1 failed'));
  exitWith(error);
}
