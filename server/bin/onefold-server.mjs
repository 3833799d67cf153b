#!/usr/bin/env node
// Old JavaScript syntax without static imports, so that an old Node can run this file and report what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor >= 22);

if (fits) {
  const { run } = await import('../src/cli.ts');
  const code = await run(process.argv.slice(2));
  // Exits explicitly: after a call without a response, a timer of Auth0's SDK keeps the process alive for a minute. Writes pending
  // output first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
} else {
  process.stderr.write(
    `onefold-server needs Node 22.22, 24.15 or 26 and later; this is ${process.versions.node}. Install a current Node from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
