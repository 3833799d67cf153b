import { cpSync } from 'node:fs';
import { runNode } from '../process/run.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { buildOnce } from './build-once.mjs';
import { removeDeadLinks } from './remove-dead-links.mjs';

/** Builds `@onefold/angular` into `dist/linking`, as it would be published. */
export function buildLibrary() {
  return buildOnce('linking', ['src/linking', 'contract', 'angular.json'], async () => {
    const result = await runNode('node_modules/@angular/cli/bin/ng.js', ['build', 'linking']);
    if (result.code === 0) {
      cpSync(inWorkspace('LICENSE'), inWorkspace('dist', 'linking', 'LICENSE'));
      removeDeadLinks(inWorkspace('dist', 'linking'));
    }
    return result;
  });
}
