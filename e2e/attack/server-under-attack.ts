import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { OWN_GROUP, endChild, trackChild } from '../../scripts/process/children.mjs';

const PROGRAM = fileURLToPath(new URL('server-process.ts', import.meta.url));

/** A linking server in a separate process. */
export class ServerUnderAttack {
  readonly origin: string;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(origin: string, child: ChildProcess) {
    this.origin = origin;
    this.#child = child;
    const keep = (chunk: Buffer) => {
      this.#output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /**
   * @param folder The server's sources, `server/` or a copy of it.
   * @throws {Error} With the server's output, if it does not start.
   */
  static async start(
    folder: string,
    origin: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<ServerUnderAttack> {
    const child = trackChild(
      fork(PROGRAM, {
        ...OWN_GROUP,
        env: { PATH: process.env['PATH'], ...environment, ONEFOLD_ATTACK_SERVER: folder },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    const server = new ServerUnderAttack(origin, child);
    const exit = once(child, 'exit').then(() => 'exit');
    if ((await Promise.race([once(child, 'message').then(String), exit])) === 'exit') {
      throw new Error(`The server did not start.\n${server.output}`);
    }
    return server;
  }

  /** Everything the server has logged. */
  get output(): string {
    return this.#output;
  }

  /** Moves the server's clock forward, in seconds. */
  async advance(seconds: number): Promise<void> {
    const done = once(this.#child, 'message');
    this.#child.send({ advance: seconds * 1000 });
    await done;
  }

  async stop(): Promise<void> {
    await endChild(this.#child);
  }
}
