/**
 * Runs the Angular command line with this process's arguments and ends with the process that started it: the dev
 * server itself would stay behind when that one is killed.
 */
process.on('disconnect', () => process.exit());
// @ts-expect-error -- a program, not a module with types
await import('../../node_modules/@angular/cli/bin/ng.js');
