/** The results of many requests. */
export interface Measurement {
  readonly views: number;
  readonly errors: number;
  /** Milliseconds until the whole answer was there; of answered requests only. */
  readonly p50: number;
  readonly p99: number;
}

/** Gathers requests of one phase. */
export class Gauge {
  readonly #times: number[] = [];
  #errors = 0;

  /**
   * Does a request and keeps how long it took.
   *
   * @returns What it answered; null where it failed or was refused.
   */
  async time<T>(request: () => Promise<T>): Promise<T | null> {
    const began = performance.now();
    try {
      const answer = await request();
      this.#times.push(performance.now() - began);
      return answer;
    } catch {
      // Counted: how many people were turned away is what a phase is about.
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

/** To two digits behind the point. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Of several rounds the one in the middle; the first ones compile and connect. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
