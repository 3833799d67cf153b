/** Name of the Trusted Types policy, which the server's `trusted-types` lists. */
const POLICY = 'onefold#portal';
const WORKER = 'portal-worker.js';

/** The subset of Trusted Types used here; TypeScript's library does not declare it. */
interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** URL of the service worker in the form that pages with Trusted Types require. Call once per page. */
export function workerScriptUrl(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypesFactory };
  // The policy always returns this one script.
  return trustedTypes?.createPolicy(POLICY, { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
}
