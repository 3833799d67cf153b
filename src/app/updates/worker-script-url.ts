/** Name of the Trusted Types policy, which the server's `trusted-types` lists. */
const POLICY = 'onefold#portal';
const WORKER = 'portal-worker.js';

/** Trusted Types, as far as it is used here; TypeScript's own library does not know it. */
interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** Address of the service worker, as pages that require Trusted Types take it. Can be asked for once in a page. */
export function workerScriptUrl(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypesFactory };
  // Whatever it is asked for, it gives this one script.
  return trustedTypes?.createPolicy(POLICY, { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
}
