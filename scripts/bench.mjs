/**
 * `npm run bench`: measures the linking server under load, and the tenant compared with others, as tables; with `--json` also as the
 * last line. `-- server`, `-- views`, `-- changes` or `-- tenants` runs one. Fails if a benchmark finds a problem.
 */
import { ExplainedError } from './runtime/explained-error.mjs';
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { BENCHES } = await import('../bench/benches.ts');
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = named.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    throw new ExplainedError(
      `Unknown benchmark: ${unknown.join(', ')}. The benchmarks are ${Object.keys(BENCHES).join(', ')}.`,
    );
  }
  /** @type {Record<string, import('../bench/bench-result.ts').BenchResult>} */
  const results = {};
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const result = await bench();
    results[name] = result;
    console.log(result.name);
    console.table(result.table);
    console.table(result.ratios);
    if (result.details !== undefined && result.details.length > 0) console.table(result.details);
    for (const problem of result.problems) console.error(problem);
    if (result.problems.length > 0) process.exitCode = 1;
  }
  for (const { line } of Object.values(results)) if (line !== undefined) console.log(JSON.stringify(line));
  if (process.argv.includes('--json')) console.log(JSON.stringify(results));
});
