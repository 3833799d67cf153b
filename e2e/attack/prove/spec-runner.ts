import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../../../scripts/process/run.mjs';
import { mutateServer, type MutatedServer } from './mutated-server.ts';
import type { NoticingSpec } from './mutation.ts';

/** After this time a spec has hung, in seconds. */
const TIME_LIMIT = 240;

/** Whether a mutation was noticed, and why. */
export interface Finding {
  readonly detected: boolean;
  readonly evidence: string;
}

/** Runs specs of the server in copies of it. */
export class SpecRunner {
  /** An intact copy, in which every spec must pass: one that always fails there proves nothing. */
  readonly #intact: MutatedServer;
  readonly #intactRuns = new Map<string, Promise<SpecRun>>();

  private constructor(intact: MutatedServer) {
    this.#intact = intact;
  }

  static async start(): Promise<SpecRunner> {
    return new SpecRunner(await mutateServer([]));
  }

  /**
   * Runs a spec without a defense. Only a failed expectation detects that; a thrown error, a file that does not compile, no
   * test with the title and a timeout do not.
   *
   * @param folder The copy of the server without the defense.
   */
  async prove(spec: NoticingSpec, folder: string): Promise<Finding> {
    const name = spec.title ?? spec.file;
    const intact = await this.#runIntact(spec);
    if (intact.failed > 0 || intact.passed === 0) {
      return { detected: false, evidence: `${name}: does not pass with the defense: ${intact.output}` };
    }
    const { passed, failed, expectations, output } = await runSpec(spec, folder);
    if (expectations.length > 0) return { detected: true, evidence: expectations.join('; ') };
    const what = failed > 0 ? `fails in no expectation: ${output}` : `${passed} passed`;
    return { detected: false, evidence: `${name}: ${what}` };
  }

  stop(): Promise<void> {
    return this.#intact.remove();
  }

  #runIntact(spec: NoticingSpec): Promise<SpecRun> {
    const key = `${spec.file} ${spec.title ?? ''}`;
    const run = this.#intactRuns.get(key) ?? runSpec(spec, this.#intact.folder);
    this.#intactRuns.set(key, run);
    return run;
  }
}

interface SpecRun {
  readonly passed: number;
  readonly failed: number;
  /** Those that failed. */
  readonly expectations: readonly string[];
  /** The end of what the run printed. */
  readonly output: string;
}

async function runSpec({ file, title }: NoticingSpec, folder: string): Promise<SpecRun> {
  const reports = await mkdtemp(join(tmpdir(), 'onefold-prove-'));
  const report = join(reports, 'report.json');
  try {
    const args = [...(title === undefined ? [] : [`--title=${title}`]), join(folder, 'src', file)];
    const options = { env: { ONEFOLD_TOTALS: report }, seconds: TIME_LIMIT };
    const { output } = await runNode('scripts/testing/run-jasmine.mjs', args, options);
    const end = output.trimEnd().slice(-1000);
    // Absent if the run ended before its first test.
    const text = await readFile(report, 'utf8').catch(() => '{"passed":0,"failed":1,"expectations":[]}');
    return { ...(JSON.parse(text) as Omit<SpecRun, 'output'>), output: end };
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}
