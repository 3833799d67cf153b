import { DEMO_SEED } from '../../seed/demo-seed.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import type { Clock } from '../clock.ts';
import { createMailbox } from '../../mailbox/mailbox.ts';
import { createReauthentication } from '../reauthentication.ts';
import { createActivityLog } from '../activity.ts';
import { createTenantControl } from '../create-tenant-control.ts';
import { createExpiredTokens } from '../expired-tokens.ts';
import type { TenantControl } from '../tenant-control.ts';
import type { TokenBucket } from '../token-bucket.ts';

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
