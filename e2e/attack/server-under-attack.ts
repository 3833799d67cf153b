import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { OWN_GROUP, endChild, trackChild } from '../../scripts/process/children.mjs';
import { eventually } from '../../server/src/testing/eventually.ts';

const PROGRAM = fileURLToPath(new URL('server-process.ts', import.meta.url));

/** A linking server in a separate process. */
export class ServerUnderAttack {
  readonly origin: string;
  readonly #module: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #output = '';
  /** Seconds by which the clock has been moved. */
  #clockOffset = 0;

  private constructor(module: string, origin: string, environment: Readonly<Record<string, string>>) {
    this.#module = module;
    this.origin = origin;
    this.#environment = environment;
  }

  /**
   * @param module File of the server's exports: `src/index.ts` of the server or of a copy of it, or its bundle.
   * @throws {Error} With the server's output, if it does not start.
   */
  static async start(
    module: string,
    origin: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<ServerUnderAttack> {
    const server = new ServerUnderAttack(module, origin, environment);
    await server.#launch();
    return server;
  }

  /** What has arrived of the server's log: perhaps not all, and the last line not whole. */
  get output(): string {
    return this.#output;
  }

  /** The log of everything before this call, in whole lines: waits for the entry about one more request. */
  async wholeLog(): Promise<string> {
    const { headers } = await fetch(`${this.origin}/v1/me`);
    const id = headers.get('x-request-id') ?? '';
    const lines = () => this.#output.slice(0, this.#output.lastIndexOf('\n') + 1);
    await eventually(`the log has request ${id}`, () => Promise.resolve(id !== '' && lines().includes(id)));
    return lines();
  }

  /** Moves the server's clock forward, in seconds. */
  async advance(seconds: number): Promise<void> {
    this.#clockOffset += seconds;
    await this.#moveClock(seconds);
  }

  /** Ends the server and starts it with other settings. */
  async restart(changed: Readonly<Record<string, string>>): Promise<void> {
    await this.stop();
    await this.#launch(changed);
    await this.#moveClock(this.#clockOffset);
  }

  async stop(): Promise<void> {
    if (this.#child !== undefined) await endChild(this.#child);
  }

  async #launch(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    const environment = { ...this.#environment, ...changed };
    const child = trackChild(
      fork(PROGRAM, {
        ...OWN_GROUP,
        env: { PATH: process.env['PATH'], ...environment, ONEFOLD_ATTACK_SERVER: this.#module },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    this.#child = child;
    const keep = (chunk: Buffer) => {
      this.#output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const exit = once(child, 'exit').then(() => 'exit');
    if ((await Promise.race([once(child, 'message').then(String), exit])) === 'exit') {
      throw new Error(`The server did not start.\n${this.#output}`);
    }
  }

  async #moveClock(seconds: number): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const done = once(child, 'message');
    child.send({ advance: seconds * 1000 });
    await done;
  }
}
