import { runNode } from '../process/run.mjs';

/** Builds `@onefold/angular` into `dist/linking`, as it would be published. */
export function buildLibrary() {
  return runNode('node_modules/@angular/cli/bin/ng.js', ['build', 'linking']);
}
