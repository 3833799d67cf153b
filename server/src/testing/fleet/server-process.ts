import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../../scripts/process/bundle-program.mjs';
import { waitForResponse } from '../../../../scripts/process/wait-for-response.mjs';
import { COMPILED_ONCE } from '../compiled-once.ts';

const BIN = new URL('../../../bin/onefold-server.mjs', import.meta.url);
/** Loaded before the server: ends it with its parent process, even if the parent is killed and cannot stop it. */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'const parent = process.ppid; setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 500).unref();',
)}`;
/** How long a server may take to become ready (many may start at once) or to end, in milliseconds. */
const START = 120_000;
const STOP_TIMEOUT = 15_000;
/** Characters of its output that are kept. */
const MAX_OUTPUT = 200_000;

/** A linking server in a separate process, started from its environment as operators start it. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-MAX_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /**
   * Starts the command `onefold-server`.
   *
   * @throws {Error} With its output, where it does not become ready.
   */
  static start(port: number, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return ServerProcess.#start(fileURLToPath(BIN), port, { ...COMPILED_ONCE, ...environment });
  }

  /** Starts the command from a bundle of its code, which loads faster. */
  static async startBundled(port: number, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return ServerProcess.#start(await bundleProgram(BIN), port, environment);
  }

  static async #start(
    program: string,
    port: number,
    environment: Readonly<Record<string, string>>,
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, program], {
      env: { PATH: process.env['PATH'], ...environment, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new ServerProcess(port, child);
    const ready = waitForResponse(`http://127.0.0.1:${port}/readyz`, START);
    const ended = once(child, 'exit').then(() => false);
    if (await Promise.race([ready, ended])) return server;
    await server.kill();
    throw new Error(`The server did not become ready.\n${server.output}`);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The end of its output. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it as a crash would: between any two instructions. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Asks it to end, and waits. @throws {Error} Where it does not, or not with 0. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT) });
    this.#child.kill('SIGTERM');
    try {
      await ended;
    } catch (cause) {
      await this.kill();
      throw new Error(`The server did not end when asked.\n${this.#output}`, { cause });
    }
    if (this.#child.exitCode !== 0) {
      throw new Error(
        `The server ended with ${String(this.#child.exitCode ?? this.#child.signalCode)}.\n${this.#output}`,
      );
    }
  }
}
