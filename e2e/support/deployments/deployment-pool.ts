import type { Deployment } from './deployment.ts';

/** The deployments of a worker: each is opened by the first test that uses it, and kept until the worker ends. */
export class DeploymentPool {
  readonly #opened = new Map<() => Promise<Deployment>, Deployment>();

  /** Returns the deployment that `open` makes, the same one for the same function. */
  async get<D extends Deployment>(open: () => Promise<D>): Promise<D> {
    const opened = this.#opened.get(open) ?? (await open());
    this.#opened.set(open, opened);
    return opened as D;
  }

  async stop(): Promise<void> {
    for (const deployment of this.#opened.values()) await deployment.stop();
  }
}
