import type { Tenant } from '@onefold/tenant';

/** Where the tests of one worker happen: a tenant, and the portal (with its linking server, if it has one) at it. */
export interface Place {
  readonly tenant: Tenant;
  /** Of the portal. */
  readonly origin: string;
  /** Back to how it was before any test. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}
