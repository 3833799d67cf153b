import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { bundleProgram } from '../../../../scripts/process/bundle-program.mjs';
import type { ServerConfig } from '../../configuration/server-config.ts';

/** The first message to a killable server. */
export interface StartMessage {
  readonly config: ServerConfig;
  /** How far its clock is ahead, in milliseconds. */
  readonly clockOffset: number;
}

/** Kills the server at this place between two lasting effects of a change (calls of Auth0, commits), from 0. */
export interface ArmMessage {
  readonly crashAt: number;
}

/** Messages of a killable server. */
export type KillableServerMessage = { readonly port: number } | { readonly armed: true };

const KILLABLE_SERVER = new URL('./killable-server.ts', import.meta.url);

/** A process that serves a linking server and kills itself at a chosen place. */
export class KillableProcess {
  readonly #child: ChildProcess;
  #origin = '';

  private constructor(program: string) {
    this.#child = fork(program, {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** Starts the process; it loads its code and waits. */
  static async start(): Promise<KillableProcess> {
    return new KillableProcess(await bundleProgram(KILLABLE_SERVER));
  }

  /** Where it listens. */
  get origin(): string {
    return this.#origin;
  }

  async serve(message: StartMessage): Promise<void> {
    const response = await this.#ask(message);
    if ('port' in response) this.#origin = `http://127.0.0.1:${response.port}`;
  }

  async arm(message: ArmMessage): Promise<void> {
    await this.#ask(message);
  }

  get isDead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when it has died. */
  async waitForExit(): Promise<void> {
    if (!this.isDead) await once(this.#child, 'exit');
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.waitForExit();
  }

  async #ask(message: StartMessage | ArmMessage): Promise<KillableServerMessage> {
    const response = once(this.#child, 'message');
    this.#child.send(message);
    const exited = this.waitForExit().then(() => {
      throw new Error('The server exited too early.');
    });
    const [received] = (await Promise.race([response, exited])) as [KillableServerMessage];
    return received;
  }
}
