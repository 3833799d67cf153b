import { DEMO_SEED } from '../../seed/demo-seed.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import type { Clock } from '../clock.ts';
import { createReauthentication } from '../reauthentication.ts';
import { createTenantControl, type TenantControl } from '../tenant-control.ts';
import type { TokenBucket } from '../token-bucket.ts';

/** A control over the demo people that has no key: its tokens are the claims as JSON. */
export function createTestControl(store: TenantStore, clock: Clock, bucket: TokenBucket): TenantControl {
  const reauthentication = createReauthentication();
  const signToken: TenantControl['signToken'] = (claims, header = {}) =>
    Promise.resolve(JSON.stringify({ header, claims }));
  return createTenantControl({ store, seed: DEMO_SEED, clock, bucket, reauthentication, signToken });
}
