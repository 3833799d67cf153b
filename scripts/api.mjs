/** `npm run api`: writes what the library exports into `docs/api`. `npm test -- package` compares it. */
import { ExplainedError } from './runtime/explained-error.mjs';
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { buildLibrary } = await import('./packages/build-library.mjs');
  const { code, output } = await buildLibrary();
  if (code !== 0) throw new ExplainedError(`The library does not build:\n${output.trim()}`);
  const { compareApi } = await import('./checks/compare-api.mjs');
  for (const change of compareApi({ write: true })) console.log(change);
});
