import type { Measurement } from './measure.ts';

/** A phase of a benchmark: what was done, and what it cost at Auth0. */
export interface Phase extends Measurement {
  readonly name: string;
  /** Calls of the Management API for the views of this phase. */
  readonly calls: number;
  /** Calls per view. */
  readonly callsPerView: number;
}

/** A value for each column; the names contain the unit. */
export type Figures = Readonly<Record<string, number>>;

/** The result of a benchmark. */
export interface BenchResult {
  readonly name: string;
  /** A row for each phase or server. */
  readonly table: Readonly<Record<string, Figures>>;
  /** Ratios of two values of the same run; unlike the values, they can be compared between machines. */
  readonly ratios: Readonly<Record<string, number | Figures>>;
  /** Violations of the benchmark's rules, as text; empty without any. */
  readonly problems: readonly string[];
  /** Rows of a second table, if one was requested. */
  readonly details?: readonly object[];
  /** Printed as one line of JSON at the end. */
  readonly line?: Readonly<Record<string, unknown>>;
}
