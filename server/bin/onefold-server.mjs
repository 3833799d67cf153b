#!/usr/bin/env node
// Plain old JavaScript, without static imports: an old Node must get far enough to say what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor >= 22);

if (fits) {
  const { run } = await import('../src/cli.ts');
  const code = await run(process.argv.slice(2));
  // Not left to Node: for a minute after a call that had no answer, a timer of Auth0's SDK keeps the process. What is written
  // before comes first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
} else {
  process.stderr.write(
    `onefold-server needs Node 22.22, 24.15 or 26 and later; this is ${process.versions.node}. Install a current Node from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
