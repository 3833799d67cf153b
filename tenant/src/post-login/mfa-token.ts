import { randomBytes } from 'node:crypto';
import type { TenantContext } from '../context/tenant-context.ts';
import { TokenRefusal } from '../dialect/token-errors.ts';

const MODEL = 'MfaToken';
/** Milliseconds. Source: Auth0, "Authenticate Using the Resource Owner Password Flow with MFA" (10 minutes). */
const LIFETIME = 600_000;

/** A login without a browser that waits for its second factor. */
export interface PendingLogin {
  readonly userId: string;
  readonly clientId: string;
  /** Name of the connection. */
  readonly connection: string;
  readonly gty: string;
  readonly scope: string;
  readonly resource?: string;
}

type TokenContext = Pick<TenantContext, 'store' | 'clock'>;

/** Makes the `mfa_token` of a login. */
function issueMfaToken({ store, clock }: TokenContext, login: PendingLogin): string {
  const token = randomBytes(32).toString('base64url');
  store.payloads.upsert(MODEL, token, { ...login }, clock.now() + LIFETIME);
  return token;
}

/** Returns the pending login of a token, while the token is valid. */
export function findMfaToken({ store }: TokenContext, token: string): PendingLogin | undefined {
  return store.payloads.find(MODEL, token)?.payload as PendingLogin | undefined;
}

/** Uses a token up. */
export function deleteMfaToken({ store }: TokenContext, token: string): void {
  store.payloads.destroy(MODEL, token);
}

/** The refusal of a login that needs a second factor first, with the token to continue with. */
export function mfaRequired(context: TenantContext, login: PendingLogin): TokenRefusal {
  return new TokenRefusal(403, 'mfa_required', 'Multifactor authentication required', {
    mfa_token: issueMfaToken(context, login),
  });
}
