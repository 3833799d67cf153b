#!/usr/bin/env node
// Plain JavaScript without static imports, so that an old Node runs far enough to report what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor >= 22);

if (fits) {
  // Compiling the sources is half of a start; later starts read the compiled code from the system's temporary folder.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { run } = await import('../src/cli/cli.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write(
    `onefold-tenant needs Node 22.22, 24.15 or 26 and later; this is ${process.versions.node}. Install a current Node from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
