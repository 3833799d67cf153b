import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readCall, type ActionCall } from './action-call.ts';

/** The result of an Action. */
export interface ActionOutcome {
  /** Its calls in order; empty if it failed. */
  readonly calls: readonly ActionCall[];
  /** Its output, by line. */
  readonly printed: readonly string[];
  /** Run time in milliseconds. */
  readonly durationMs: number;
  /** Why it failed. */
  readonly failure?: string;
}

/** Runs each Action in a separate worker that ends with it. */
export interface ActionRunner {
  /** Milliseconds that all Actions of one login may take together. */
  readonly limit: number;
  /** Never rejects: a failure is also an outcome. @param milliseconds After which the Action is terminated. */
  run(task: ActionTask, milliseconds: number): Promise<ActionOutcome>;
  /** Terminates the running Actions. */
  close(): void;
}

/** The error that applications see after a timeout. Source: Auth0 Community, "Request to Webtask exceeded allowed execution time". */
const TIMEOUT_MESSAGE = 'Request to Webtask exceeded allowed execution time';
/** Mebibytes. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
/** Has the extension of this file: TypeScript in the workspace, JavaScript in the built package. */
const WORKER = new URL(`./action-worker${extname(import.meta.url)}`, import.meta.url);

/** Makes a runner. @param limit Milliseconds that all Actions of one login may take together. */
export function createActionRunner(limit: number): ActionRunner {
  const running = new Set<(failure: string) => void>();
  return {
    limit,
    run: (task, milliseconds) =>
      new Promise((resolve) => {
        let text = '';
        let started = performance.now();
        let timer: NodeJS.Timeout | undefined;
        // Withholds this process's environment, which may hold secrets, and captures the Action's output.
        const worker = new Worker(WORKER, {
          ...{ workerData: task, env: {}, execArgv: [], stdout: true, stderr: true, resourceLimits: MEMORY },
        });
        const end = (outcome: Pick<ActionOutcome, 'calls' | 'failure'>) => {
          clearTimeout(timer);
          running.delete(fail);
          void worker.terminate();
          const printed = text.split('\n').filter((line) => line !== '');
          resolve({ ...outcome, printed, durationMs: performance.now() - started });
        };
        const fail = (failure: string) => end({ calls: [], failure });
        running.add(fail);
        worker.on('message', (message: ActionMessage) => {
          // Ignores messages that arrive after the end.
          if (!running.has(fail)) return;
          if (message.kind === 'started') {
            started = performance.now();
            timer = setTimeout(() => fail(TIMEOUT_MESSAGE), milliseconds);
          } else if (message.kind === 'printed') text += message.text;
          else if (message.kind === 'failed') fail(message.message);
          else end(callsOf(message.calls));
        });
        worker.on('error', (error: Error) => fail(error.message));
        worker.on('exit', () => fail('The Action ended its process.'));
      }),
    close: () => {
      for (const fail of running) fail('The tenant is stopping.');
    },
  };
}

function callsOf(json: string): Pick<ActionOutcome, 'calls' | 'failure'> {
  try {
    return { calls: (JSON.parse(json) as unknown[]).map(readCall) };
  } catch (error) {
    // A call with parameters its method does not take is the Action's mistake.
    return { calls: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The input of a worker. */
export interface ActionTask {
  /** Of the Action, for stack traces. */
  readonly name: string;
  readonly code: string;
  /** `onExecutePostLogin` when absent. */
  readonly handler?: 'onExecutePostLogin' | 'onContinuePostLogin' | 'onExecuteCustomTokenExchange';
  /** The event, as JSON. */
  readonly event: string;
}

/** Messages of a worker. */
export type ActionMessage =
  /** The Action's time limit begins now; the thread's start does not count. */
  | { readonly kind: 'started' }
  | { readonly kind: 'printed'; readonly text: string }
  /** The Action has finished; `calls` is JSON. */
  | { readonly kind: 'done'; readonly calls: string }
  | { readonly kind: 'failed'; readonly message: string };
