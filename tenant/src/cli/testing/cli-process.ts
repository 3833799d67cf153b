import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The program's file. */
export const PROGRAM = fileURLToPath(new URL('../../../bin/onefold-tenant.mjs', import.meta.url));

/** The program, running. */
export interface CliProcess {
  /** First line of its output; rejects with its stderr if the program ends before. */
  readonly firstLine: Promise<string>;
  /** Sends a signal and returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Exit code and output, once it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts `onefold-tenant`. */
export function startCli(...args: string[]): CliProcess {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close') as Promise<[code: number | null]>;
  const ended = closed.then(([code]) => ({ code, stdout, stderr }));
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    void closed.then(() => reject(new Error(`It ended: ${stderr}`)));
  });
  // A caller that waits only for `ended` must not get an unhandled rejection.
  firstLine.catch(() => undefined);
  return {
    ...{ firstLine, ended },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return (await ended).code;
    },
  };
}
