import type { LinkIntent } from '@onefold/contract';
import { type InterruptedChange, isOnefoldError, onefoldError, type OnefoldError } from '@onefold/angular';
import { refused } from './elevate';
import { codeOfLogin, withFacts } from './linking-server-error';
import { clearLogin, saveLogin, type InterruptedLogin } from './interrupted-login';
import type { LinkingServerClient } from './linking-server.client';

/** An intent that an interrupted sign-in belongs to. */
export interface ResumedIntent {
  readonly intent: LinkIntent;
  /** Why the attempt failed; `null` if it continues. */
  readonly failure: OnefoldError | null;
}

/**
 * Determines the outcome of an interrupted sign-in; `null` if there is nothing to do or to report.
 *
 * @throws OnefoldError if the request to the server fails.
 */
export async function resumeLogin(
  client: LinkingServerClient,
  login: InterruptedLogin,
): Promise<ResumedIntent | InterruptedChange | null> {
  if (login.kind === 'elevation') return resumeChange(client, login);
  const intent = await client.linkIntent(login.id).catch((error: unknown) => {
    // The intent belongs to another user or has been deleted: for this user it does not exist.
    if (isOnefoldError(error) && ['identity_gone', 'proof_invalid'].includes(error.code)) return null;
    // Keep the return for a retry, because the URL no longer contains it.
    saveLogin(login);
    throw error;
  });
  if (intent?.stage === 'ready') return { intent, failure: null };
  const pending = intent?.stage === 'created' || intent?.stage === 'proved';
  // The window outlives a reload of this page.
  if (pending && login.mode === 'popup') return { intent, failure: null };
  clearLogin();
  if (!intent || (!login.returned && !pending && intent.stage !== 'failed')) return null;
  // If this request fails, the intent expires by itself.
  if (pending) await client.cancelLinkIntent(intent.id).catch(() => undefined);
  // The user navigated back from the sign-in page: report nothing.
  if (pending && !login.returned) return null;
  if (intent.stage === 'linking' || intent.stage === 'linked') return null;
  return { intent, failure: unfinished(intent) };
}

async function resumeChange(
  client: LinkingServerClient,
  { id, change, returned }: InterruptedLogin,
): Promise<InterruptedChange | null> {
  clearLogin();
  // The user navigated back from the sign-in page: report nothing.
  if (!change || !returned) return null;
  // If this request fails, the server decides later: it rejects every change without a recent sign-in.
  const elevation = await client.elevation(id).catch(() => null);
  return { ...change, failure: elevation?.error ? refused(elevation.error) : null };
}

/** Why an intent failed. The server logs the intent's id in every related line. */
export function unfinished(intent: LinkIntent): OnefoldError {
  return Object.assign(reasonOf(intent), { supportId: intent.id });
}

function reasonOf({ stage, error, candidate, connection }: LinkIntent): OnefoldError {
  const context = { connection: connection.name, email: candidate?.email ?? '' };
  const leg = candidate || stage === 'proved' ? 'primary' : 'secondary';
  if (error) return withFacts(codeOfLogin(error.code, leg), `The sign-in ended with ${error.code}.`, error, context);
  if (stage === 'expired') return onefoldError('proof_expired', 'The intent has expired.', null);
  // The browser's session at Auth0 now belongs to the other account: the remedy is to sign in to the main one.
  return leg === 'primary'
    ? onefoldError('login_cancelled', 'The main account was not confirmed.', null)
    : onefoldError('link_cancelled', 'The other account did not sign in.', null);
}
