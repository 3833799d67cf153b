/** `npm run check`: format, lint, types, import rules and dead code. */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { checkEverything } = await import('./checks/check-everything.mjs');
  const { passed, failed } = await checkEverything((text) => void process.stdout.write(text));
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});
