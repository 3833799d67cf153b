import { type AuthUser, type LinkableConnection, onefoldError } from '@onefold/angular';
import type { Prove } from './direct-link-attempt';
import { readIdTokenClaims } from './id-token-proof';
import { allowedConnection, linkedKeys, primaryLogin, secondaryLogin, type LinkContext } from './link-context';
import { fromLinkLoginError } from './link-login-error';
import { type BegunLink, parkedError, type ParkedLink } from './parked-link';
import type { SealedStorage } from './sealed-storage';

/** Leaves the page for leg 1. Never resolves, because the page unloads; `resumeByRedirect` continues. */
export function proveByRedirect(
  connection: LinkableConnection,
  returnTo: string,
  loadContext: () => Promise<LinkContext>,
  createStorage: (clientId: string) => SealedStorage,
): Prove {
  return async (report, signal) => {
    report({ stage: 'proving-secondary', mode: 'redirect' });
    const context = await loadContext();
    const { config, login, account, organization } = context;
    const allowed = allowedConnection(context, connection);
    const parked: Omit<BegunLink, 'state'> = {
      stage: 'begun',
      subject: account.user_id,
      connection: allowed,
      returnTo,
      startedAt: Date.now(),
      linked: linkedKeys(context),
      primary: primaryLogin(context),
    };
    const park = async (state: string) => {
      await createStorage(config.clientId).put({ ...parked, state } satisfies BegunLink);
      if (signal.aborted) throw onefoldError('link_cancelled', 'The user left the attempt.', null);
    };
    try {
      await login.leavePage(secondaryLogin(allowed, organization), park);
    } catch (error) {
      throw fromLinkLoginError(error, 'secondary');
    }
    return new Promise(() => undefined);
  };
}

/** Resumes an attempt after the redirect back from leg 2; `null` if none is pending. */
export async function resumeByRedirect(
  signedIn: Pick<AuthUser, 'sub' | 'auth_time'>,
  storage: SealedStorage,
): Promise<{ readonly connection: LinkableConnection; readonly prove: Prove } | null> {
  const parked = (await storage.take()) as ParkedLink | null;
  if (!parked || parked.stage === 'begun') {
    return null; // No attempt was started, or the user navigated back before signing in.
  }
  return { connection: parked.connection, prove: () => settle(parked, signedIn) };
}

function settle(parked: ParkedLink, { sub, auth_time }: Pick<AuthUser, 'sub' | 'auth_time'>): ReturnType<Prove> {
  if (parked.subject !== sub) {
    return Promise.reject(onefoldError('session_changed', 'A different user started this attempt.', null));
  }
  if (parked.stage !== 'proved') {
    return Promise.reject(
      parked.stage === 'failed' ? parkedError(parked) : onefoldError('proof_invalid', 'The proof is missing.', null),
    );
  }
  const { idToken, expiresAt, candidate } = parked.proof;
  // Leg 2 must have come after leg 1. Both times are Auth0's; absent means not fresh.
  const provedAt = readIdTokenClaims(idToken)['auth_time'];
  if (auth_time === undefined || typeof provedAt !== 'number' || auth_time < provedAt) {
    return Promise.reject(
      onefoldError('login_not_fresh', 'The main account did not sign in after the other one.', null),
    );
  }
  return Promise.resolve({ idToken, expiresAt: new Date(expiresAt), candidate });
}
