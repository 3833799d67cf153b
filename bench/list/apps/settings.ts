/**
 * The settings an application usually has in its code. The benchmark puts the ones of its tenant in the place of these words
 * after the build.
 */
export const SETTINGS = { domain: 'BENCH_DOMAIN', clientId: 'BENCH_CLIENT_ID', audience: 'BENCH_AUDIENCE' };
