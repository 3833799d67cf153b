import { DEMO_SEED } from '../../seed/demo-seed.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import type { Clock } from '../../tokens/clock.ts';
import { createMailbox } from '../../context/mailbox.ts';
import { createReauthentication } from '../../context/reauthentication.ts';
import { createActivityLog } from '../../context/activity.ts';
import { createTenantControl } from '../create-tenant-control.ts';
import { createExpiredTokens } from '../../tokens/token-expiry.ts';
import type { TenantControl } from '../tenant-control.ts';
import type { TokenBucket } from '../../management/http/rate-limit.ts';

/** A control over the demo people that has no key: its tokens are the claims as JSON. */
export function createTestControl(store: TenantStore, clock: Clock, bucket: TokenBucket): TenantControl {
  const reauthentication = createReauthentication();
  const signToken: TenantControl['signToken'] = (claims, header = {}) =>
    Promise.resolve(JSON.stringify({ header, claims }));
  const keyring = {
    rotate: () => Promise.resolve('new-key'),
    revokePrevious: () => undefined,
    reload: () => undefined,
  };
  return createTenantControl({
    ...{ store, clock, bucket, reauthentication, signToken, keyring },
    seed: DEMO_SEED,
    people: [...DEMO_SEED.people],
    mailbox: createMailbox(store.messages, () => clock.now()),
    lifetime: { seconds: undefined },
    expired: createExpiredTokens(),
    activity: createActivityLog(() => clock.now()),
  });
}
