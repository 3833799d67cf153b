import type { Logger } from 'pino';

/** Work that is repeated until the server stops. */
export interface BackgroundLoop {
  /** Begins no further run and waits for the current one. */
  stop(): Promise<void>;
}

/**
 * Runs something immediately and then repeatedly, never twice at the same time. Logs a failed run and continues: the next run
 * retries its work.
 *
 * @param options.every Milliseconds between the end of a run and the beginning of the next.
 */
export function startLoop({
  name,
  every,
  run,
  logger,
}: {
  readonly name: string;
  readonly every: number;
  readonly run: () => Promise<unknown>;
  readonly logger: Pick<Logger, 'error'>;
}): BackgroundLoop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const once = async (): Promise<void> => {
    try {
      await run();
    } catch (error) {
      // No caller waits for this run, so the error is only logged.
      logger.error({ err: error, loop: name }, 'background run failed');
    }
    if (!stopped) timer = setTimeout(begin, every);
  };
  const begin = (): void => {
    running = once();
  };
  begin();

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
