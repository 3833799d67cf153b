/** `npm run size`: the size of the first load and of the profile route, as one line of JSON. */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { buildPortal } = await import('./portal/build-portal.mjs');
  await buildPortal();
  const { measureSize } = await import('./size/measure-size.mjs');
  const { overLimits } = await import('./size/over-limits.mjs');
  const sizes = measureSize();
  console.log(JSON.stringify(sizes));
  const problems = overLimits(sizes);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
});
