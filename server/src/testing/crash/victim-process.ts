import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { COMPILED_ONCE } from '../compiled-once.ts';

/** The first message to a victim. */
export interface StartVictim {
  readonly config: ServerConfig;
  /** How far its clock is ahead, in milliseconds. */
  readonly clockOffset: number;
}

/** Lets a victim die at this place between two lasting effects of a change: calls of Auth0 and commits, from 0. */
export interface ArmVictim {
  readonly crashAt: number;
}

/** Messages of a victim. */
export type VictimMessage = { readonly port: number } | { readonly armed: true };

const VICTIM = fileURLToPath(new URL('./victim.ts', import.meta.url));

/** A process that is ready to become a server that dies. */
export class VictimProcess {
  readonly #child: ChildProcess;
  #origin = '';

  /** Starts the process; it loads its code and waits. */
  constructor() {
    this.#child = fork(VICTIM, {
      serialization: 'advanced',
      env: { ...process.env, ...COMPILED_ONCE },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** Where it listens. */
  get origin(): string {
    return this.#origin;
  }

  async serve(message: StartVictim): Promise<void> {
    const response = await this.#ask(message);
    if ('port' in response) this.#origin = `http://127.0.0.1:${response.port}`;
  }

  async arm(message: ArmVictim): Promise<void> {
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

  async #ask(message: StartVictim | ArmVictim): Promise<VictimMessage> {
    const response = once(this.#child, 'message');
    this.#child.send(message);
    const exited = this.waitForExit().then(() => {
      throw new Error('The victim died before its time.');
    });
    const [received] = (await Promise.race([response, exited])) as [VictimMessage];
    return received;
  }
}
