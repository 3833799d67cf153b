/**
 * `npm run bench`: what the linking server does under load, as a table; with `--json` also as the last line. Fails where
 * something happened that must not.
 */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { stopOnSignals } = await import('./process/children.mjs');
  stopOnSignals();
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { profileViews } = await import('../bench/profile-views.bench.ts');
  const result = await profileViews();
  console.log(result.name);
  console.table(
    Object.fromEntries(
      result.phases.map(({ name, views, errors, p50, p99, calls, callsPerView }) => [
        name,
        { views, errors, 'p50 ms': p50, 'p99 ms': p99, 'Auth0 calls': calls, 'calls/view': callsPerView },
      ]),
    ),
  );
  console.table(result.ratios);
  for (const problem of result.problems) console.error(problem);
  if (process.argv.includes('--json')) console.log(JSON.stringify(result));
  process.exitCode = result.problems.length > 0 ? 1 : 0;
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
