/**
 * `npm start`: everything from nothing to a running portal with its linking server. `--direct`: without the server, the
 * browser calls the Management API itself. `--dev` (`npm run dev`): with live reload.
 */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { stopOnSignals } = await import('./process/children.mjs');
  stopOnSignals();
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { startPortal } = await import('./start/start-portal.mjs');
  await startPortal({ dev: process.argv.includes('--dev'), direct: process.argv.includes('--direct') });
} catch (error) {
  exitWith(error);
}
