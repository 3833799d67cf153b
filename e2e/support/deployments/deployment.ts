import type { Tenant } from '@onefold/tenant';

/** The servers of one worker: a tenant, and a portal that uses it, with a linking server in server mode. */
export interface Deployment {
  readonly tenant: Tenant;
  /** The portal's origin. */
  readonly origin: string;
  /** Restores the state before any test. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}
