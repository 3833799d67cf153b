/** The results of many requests. */
export interface Measurement {
  readonly views: number;
  readonly errors: number;
  /** Milliseconds until the whole response was received; successful requests only. */
  readonly p50: number;
  readonly p99: number;
}

/** Measures the requests of one phase. */
export class Gauge {
  readonly #times: number[] = [];
  #errors = 0;

  /**
   * Sends a request and records how long it took.
   *
   * @returns The response; null if the request failed or was refused.
   */
  async time<T>(request: () => Promise<T>): Promise<T | null> {
    const startedAt = performance.now();
    try {
      const response = await request();
      this.#times.push(performance.now() - startedAt);
      return response;
    } catch {
      // Not rethrown: the number of failed requests is a result of the phase.
      this.#errors++;
      return null;
    }
  }

  read(): Measurement {
    const sorted = [...this.#times].sort((left, right) => left - right);
    return {
      views: sorted.length + this.#errors,
      errors: this.#errors,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
    };
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
}

/** Rounds to two decimal places. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The median of several rounds; compilation and connecting slow the first ones. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
