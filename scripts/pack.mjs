/** `npm run pack`: writes the packages as they would be published, as tarballs, into dist/packages. */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { packPackages } = await import('./packages/pack-packages.mjs');
  for (const { name, file } of await packPackages()) console.log(`${name}: ${file}`);
} catch (error) {
  exitWith(error);
}
