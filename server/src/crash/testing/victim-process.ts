import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerConfig } from '../../configuration/server-config.ts';

/** The first message to a victim. */
export interface StartVictim {
  readonly config: ServerConfig;
  /** How far its clock is ahead, in milliseconds. */
  readonly ahead: number;
}

/** Lets a victim die after so many further steps. */
export interface ArmVictim {
  readonly dieAt: number;
}

/** What a victim says. */
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
      // Loading the code is most of the work; once compiled, it is half of it.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'onefold-victims') },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** Where it listens. */
  get origin(): string {
    return this.#origin;
  }

  async serve(message: StartVictim): Promise<void> {
    const answer = await this.#ask(message);
    if ('port' in answer) this.#origin = `http://127.0.0.1:${answer.port}`;
  }

  async arm(message: ArmVictim): Promise<void> {
    await this.#ask(message);
  }

  get isDead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when it has died. */
  async died(): Promise<void> {
    if (!this.isDead) await once(this.#child, 'exit');
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.died();
  }

  async #ask(message: StartVictim | ArmVictim): Promise<VictimMessage> {
    const answer = once(this.#child, 'message');
    this.#child.send(message);
    const dead = this.died().then(() => {
      throw new Error('The victim died before its time.');
    });
    const [told] = (await Promise.race([answer, dead])) as [VictimMessage];
    return told;
  }
}
