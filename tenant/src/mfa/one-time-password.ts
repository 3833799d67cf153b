import type { TenantContext } from '../context/tenant-context.ts';
import type { TenantAuthenticator } from '../model/tenant-authenticator.ts';
import { codeForStep, stepForTime, stepForCode, newSecret } from './totp.ts';

/** Wrong codes in a row after which no code is checked during a pause. */
const MAX_FAILURES = 10;
/** Milliseconds of the pause. */
const PAUSE = 300_000;

/** The result of a check of a one-time password. */
export type OtpVerdict = 'right' | 'wrong' | 'too_many_attempts';

type OtpContext = Pick<TenantContext, 'store' | 'clock'>;

/** The code that a user's authenticator app shows: the first one that was not used yet. */
export function currentOtp({ store, clock }: OtpContext, userId: string): string | undefined {
  const authenticator = store.authenticators.get(userId);
  if (authenticator === undefined) return undefined;
  return codeForStep(authenticator.secret, Math.max(stepForTime(clock.now()), (authenticator.last_step ?? -1) + 1));
}

/**
 * Checks a one-time password. A code works once and makes older ones invalid (RFC 6238 §5.2). The
 * first right code activates a new authenticator.
 */
export function checkOtp({ store, clock }: OtpContext, userId: string, code: string): OtpVerdict {
  return store.transaction(() => {
    const authenticator = store.authenticators.get(userId);
    if (authenticator === undefined) return 'wrong';
    const now = clock.now();
    const { failures = 0, failed_at: failedAt = 0, last_step: last = -1, secret } = authenticator;
    const paused = now - failedAt < PAUSE;
    if (failures >= MAX_FAILURES && paused) return 'too_many_attempts';
    const step = stepForCode(secret, code, now);
    if (step !== undefined && step > last) {
      store.authenticators.put(userId, { ...withoutFailures(authenticator), active: true, last_step: step });
      return 'right';
    }
    store.authenticators.put(userId, { ...authenticator, failures: paused ? failures + 1 : 1, failed_at: now });
    return 'wrong';
  });
}

function withoutFailures({ failures: _failures, failed_at: _at, ...rest }: TenantAuthenticator): TenantAuthenticator {
  return rest;
}

/** Gives a user an authenticator app; it is active once a first code has proved it. */
export function enrollAuthenticator(
  { store, clock }: Pick<TenantContext, 'store' | 'clock'>,
  userId: string,
): TenantAuthenticator {
  const authenticator: TenantAuthenticator = {
    ...{ secret: newSecret(), active: false, always: false },
    created_at: new Date(clock.now()).toISOString(),
  };
  store.authenticators.put(userId, authenticator);
  return authenticator;
}
