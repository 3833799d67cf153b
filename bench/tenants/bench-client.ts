/** The application that signs in. No process listens at its address. */
export const BENCH_CLIENT = { id: 'bench', redirectUri: 'http://localhost:9/callback' } as const;
