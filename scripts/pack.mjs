/** `npm run pack`: writes the packages as they would be published, as tarballs, into dist/packages. */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { packPackages } = await import('./packages/pack-packages.mjs');
  for (const { name, file } of await packPackages()) console.log(`${name}: ${file}`);
});
