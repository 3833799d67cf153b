import type { BenchResult } from './bench-result.ts';
import { cachedViews } from './cached-views.bench.ts';
import { changes } from './changes/changes.bench.ts';
import { list } from './list/list.bench.ts';
import { profileViews } from './profile-views.bench.ts';
import { tenants } from './tenants/tenants.bench.ts';

/** The benchmarks, by the name `npm run bench` takes. */
export const BENCHES: Readonly<Record<string, () => Promise<BenchResult>>> = {
  server: profileViews,
  list,
  views: cachedViews,
  changes,
  tenants,
};
