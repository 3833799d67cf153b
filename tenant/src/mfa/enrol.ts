import type { TenantAuthenticator } from '../model/tenant-authenticator.ts';
import type { TenantContext } from '../oidc/tenant-context.ts';
import { newSecret } from './totp.ts';

/** Gives a user an authenticator app; it counts once a first code has proved it. */
export function enrol({ store, clock }: Pick<TenantContext, 'store' | 'clock'>, userId: string): TenantAuthenticator {
  const authenticator: TenantAuthenticator = {
    ...{ secret: newSecret(), active: false, always: false },
    created_at: new Date(clock.now()).toISOString(),
  };
  store.authenticators.put(userId, authenticator);
  return authenticator;
}
