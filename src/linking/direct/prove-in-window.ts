import { onefoldError, type LinkableConnection, type LinkProgress } from '@onefold/angular';
import { checkPrimaryProof, checkSecondaryProof } from './id-token-proof';
import type { Prove } from './direct-link-attempt';
import { allowedConnection, linkedKeys, primaryLogin, secondaryLogin, type LinkContext } from './link-context';
import { fromLinkLoginError } from './link-login-error';
import { LoginWindow } from './login-window';

/**
 * Both sign-ins in one window: first the account to add, then the main account again. The second one proves who owns
 * the main account, and leaves the browser's session at Auth0 on it.
 */
export function proveInWindow(
  handle: Window,
  connection: LinkableConnection,
  loadContext: () => Promise<LinkContext>,
): Prove {
  return async (report, signal) => {
    let progress: Exclude<LinkProgress, { readonly stage: 'ready' }> = { stage: 'proving-secondary', mode: 'popup' };
    const window = new LoginWindow(handle, () => report((progress = { ...progress, windowClosed: true })));
    signal.addEventListener('abort', () => window.close());
    try {
      report(progress);
      const context = await loadContext();
      throwIfCancelled(signal);
      const { config, login, account } = context;
      const allowed = allowedConnection(context, connection);
      const ends = { issuer: config.issuer, clientId: config.clientId };

      const secondaryStart = Date.now();
      const secondaryToken = await login
        .inWindow(window, secondaryLogin(allowed, context.organization))
        .catch((error: unknown) => {
          throw fromLinkLoginError(error, 'secondary');
        });
      throwIfCancelled(signal);
      const proof = checkSecondaryProof(secondaryToken, {
        ...ends,
        startedAt: secondaryStart,
        now: Date.now(),
        connection: allowed,
        primary: account.user_id,
        primaryConnection: primaryLogin(context).connection,
        linked: linkedKeys(context),
        allowUnverifiedEmail: context.allowUnverifiedEmail,
      });

      report((progress = { ...progress, stage: 'proving-primary', candidate: proof.candidate }));
      const primaryStart = Date.now();
      const primaryToken = await login.inWindow(window, primaryLogin(context)).catch((error: unknown) => {
        throw fromLinkLoginError(error, 'primary');
      });
      checkPrimaryProof(primaryToken, account.user_id, { ...ends, startedAt: primaryStart, now: Date.now() });
      return proof;
    } finally {
      window.close();
    }
  };
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw onefoldError('link_cancelled', 'The user left the attempt.', null);
  }
}
