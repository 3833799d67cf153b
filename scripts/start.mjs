/**
 * `npm start`: installs, builds and starts the portal with its linking server. `--direct`: without the server, the
 * browser calls the Management API itself. `--dev` (`npm run dev`): with live reload.
 */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { startPortal } = await import('./start/start-portal.mjs');
  await startPortal({ dev: process.argv.includes('--dev'), direct: process.argv.includes('--direct') });
});
