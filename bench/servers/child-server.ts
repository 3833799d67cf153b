import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server to compare with, in a process of its own. */
export interface ChildServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a file of this folder, which sends its port when it listens.
 *
 * @param settings Its only argument, as JSON.
 */
export async function startChildServer(file: string, settings: object): Promise<ChildServer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`${file} ended before it listened.`);
    }),
  ])) as [number];
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
