/**
 * The settings an application usually has in its code. After the build, the benchmark replaces these placeholders with the
 * settings of its tenant.
 */
export const SETTINGS = { domain: 'BENCH_DOMAIN', clientId: 'BENCH_CLIENT_ID', audience: 'BENCH_AUDIENCE' };
