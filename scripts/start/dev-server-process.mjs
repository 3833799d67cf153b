/**
 * Runs the Angular command line with this process's arguments and ends with its parent process: the dev server itself would keep
 * running after the parent is killed.
 */
process.on('disconnect', () => process.exit());
// @ts-expect-error -- a program, not a module with types
await import('../../node_modules/@angular/cli/bin/ng.js');
