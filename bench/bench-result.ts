import type { Measurement } from './measure.ts';

/** A phase of a benchmark: what was done, and what it cost at Auth0. */
export interface Phase extends Measurement {
  readonly name: string;
  /** Calls of the Management API for the views of this phase. */
  readonly calls: number;
  /** Calls per view. */
  readonly callsPerView: number;
}

/** A figure for each column; the names say the unit. */
export type Figures = Readonly<Record<string, number>>;

/** What a benchmark found. */
export interface BenchResult {
  readonly name: string;
  /** A row for each phase or server. */
  readonly table: Readonly<Record<string, Figures>>;
  /** One figure against another of the same run: these can be compared between machines. */
  readonly ratios: Readonly<Record<string, number | Figures>>;
  /** What must never happen and did, in words; empty: nothing. */
  readonly problems: readonly string[];
  /** For other programs: written as one line of JSON, under the name of the benchmark. */
  readonly summary?: object;
}
