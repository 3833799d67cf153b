import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server to compare with, in a separate process. */
export interface ChildServer {
  readonly origin: string;
  readonly pid: number;
  /** Resident memory of its process, in bytes. */
  memory(): Promise<number>;
  /** CPU time of its process so far, in milliseconds. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a file of this folder, which sends its port when it listens (`reportToParent`).
 *
 * @param settings Its only argument, as JSON.
 */
export async function startChildServer(file: string, settings: object): Promise<ChildServer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'exit');
  const receiveMessage = async () => {
    const [first] = (await Promise.race([
      once(child, 'message'),
      ended.then(() => {
        throw new Error(`${file} ended before it answered.\n${stderr}`);
      }),
    ])) as [number];
    return first;
  };
  const ask = (figure: 'memory' | 'cpu') => {
    child.send(figure);
    return receiveMessage();
  };
  const port = await receiveMessage();
  return {
    origin: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    memory: () => ask('memory'),
    cpu: () => ask('cpu'),
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
