import type { OnefoldError, OnefoldErrorCode, OnefoldErrorOf, Remedy } from '@onefold/angular';

/** The user-visible text of an error. */
export interface ErrorMessage {
  /** The error in a few words. */
  readonly title: string;
  /** Meaning and remedy in one or two sentences. */
  readonly text: string;
}

/** The text for every code; a new code does not compile without one. */
export const ERROR_MESSAGES: { readonly [C in OnefoldErrorCode]: (error: OnefoldErrorOf<C>) => ErrorMessage } = {
  login_cancelled: () => ({
    title: $localize`:@@onefold.error.login_cancelled.title:The sign-in was canceled`,
    text: $localize`:@@onefold.error.login_cancelled.text:Sign in to continue.`,
  }),
  login_failed: () => ({
    title: $localize`:@@onefold.error.login_failed.title:We couldn’t sign you in`,
    text: $localize`:@@onefold.error.login_failed.text:Please try signing in again.`,
  }),
  login_denied: () => ({
    title: $localize`:@@onefold.error.login_denied.title:You can’t sign in with this account`,
    text: $localize`:@@onefold.error.login_denied.text:Contact your support team.`,
  }),
  login_timeout: () => ({
    title: $localize`:@@onefold.error.login_timeout.title:Signing in took too long`,
    text: $localize`:@@onefold.error.login_timeout.text:The sign-in service isn’t responding. Please try again.`,
  }),
  session_expired: () => ({
    title: $localize`:@@onefold.error.session_expired.title:Your session has ended`,
    text: $localize`:@@onefold.error.session_expired.text:Sign in again to continue. Nothing was changed.`,
  }),
  session_changed: () => ({
    title: $localize`:@@onefold.error.session_changed.title:Another account is signed in`,
    text: $localize`:@@onefold.error.session_changed.text:Sign in to your main account to continue. Nothing was changed.`,
  }),
  clock_wrong: () => ({
    title: $localize`:@@onefold.error.clock_wrong.title:This device’s clock is wrong`,
    text: $localize`:@@onefold.error.clock_wrong.text:Set the correct date, time and time zone, then sign in again.`,
  }),
  storage_blocked: () => ({
    title: $localize`:@@onefold.error.storage_blocked.title:Your browser blocks site data`,
    text: $localize`:@@onefold.error.storage_blocked.text:Allow cookies and site data for this site in your browser’s settings, then reload the page.`,
  }),
  configuration_invalid: () => ({
    title: $localize`:@@onefold.error.configuration_invalid.title:Sign-in isn’t set up correctly`,
    text: $localize`:@@onefold.error.configuration_invalid.text:This isn’t your fault. Give your support team the code below.`,
  }),
  link_cancelled: () => ({
    title: $localize`:@@onefold.error.link_cancelled.title:Nothing was linked`,
    text: $localize`:@@onefold.error.link_cancelled.text:The sign-in to the other account was canceled.`,
  }),
  window_closed: () => ({
    title: $localize`:@@onefold.error.window_closed.title:The sign-in window was closed`,
    text: $localize`:@@onefold.error.window_closed.text:Nothing was linked. Finish both sign-ins before you close it.`,
  }),
  popup_blocked: () => ({
    title: $localize`:@@onefold.error.popup_blocked.title:Your browser blocked the window`,
    text: $localize`:@@onefold.error.popup_blocked.text:Continue in this window. You’ll return here.`,
  }),
  link_timeout: () => ({
    title: $localize`:@@onefold.error.link_timeout.title:That took too long`,
    text: $localize`:@@onefold.error.link_timeout.text:Nothing was linked. Please try again.`,
  }),
  login_not_fresh: () => ({
    title: $localize`:@@onefold.error.login_not_fresh.title:A new sign-in is needed`,
    text: $localize`:@@onefold.error.login_not_fresh.text:The provider used an open session. Sign out there, then try again.`,
  }),
  same_account: () => ({
    title: $localize`:@@onefold.error.same_account.title:That’s the account you’re using`,
    text: $localize`:@@onefold.error.same_account.text:It already signs you in here. Choose another account to link.`,
  }),
  already_linked: () => ({
    title: $localize`:@@onefold.error.already_linked.title:This account is already linked`,
    text: $localize`:@@onefold.error.already_linked.text:It’s already linked to your account or someone else’s. Choose another account.`,
  }),
  email_not_verified: ({ email }) => ({
    title: $localize`:@@onefold.error.email_not_verified.title:The email address isn’t verified`,
    text: $localize`:@@onefold.error.email_not_verified.text:Verify ${email}:email: with its provider, then link the account. Or choose another one.`,
  }),
  connection_not_allowed: () => ({
    title: $localize`:@@onefold.error.connection_not_allowed.title:This kind of account can’t be linked`,
    text: $localize`:@@onefold.error.connection_not_allowed.text:This provider isn’t enabled here. Choose another one.`,
  }),
  proof_expired: () => ({
    title: $localize`:@@onefold.error.proof_expired.title:Your sign-in expired`,
    text: $localize`:@@onefold.error.proof_expired.text:For your security, a sign-in counts for a few minutes only. Nothing was linked. Please start again.`,
  }),
  proof_invalid: () => ({
    title: $localize`:@@onefold.error.proof_invalid.title:We couldn’t verify the sign-in`,
    text: $localize`:@@onefold.error.proof_invalid.text:The provider’s response wasn’t valid, so nothing was linked. Please try again.`,
  }),
  link_refused: () => ({
    title: $localize`:@@onefold.error.link_refused.title:This account can’t be linked`,
    text: $localize`:@@onefold.error.link_refused.text:It probably has linked accounts of its own. Sign in with it, unlink them and try again, or choose another account.`,
  }),
  main_identity: () => ({
    title: $localize`:@@onefold.error.main_identity.title:You can’t unlink your main sign-in`,
    text: $localize`:@@onefold.error.main_identity.text:Your account depends on it.`,
  }),
  identity_gone: () => ({
    title: $localize`:@@onefold.error.identity_gone.title:The list has changed`,
    text: $localize`:@@onefold.error.identity_gone.text:This account is no longer linked. It may have been unlinked elsewhere.`,
  }),
  unauthorized: () => ({
    title: $localize`:@@onefold.error.unauthorized.title:Please sign in again`,
    text: $localize`:@@onefold.error.unauthorized.text:Your session is no longer valid. Nothing was changed.`,
  }),
  elevation_required: () => ({
    title: $localize`:@@onefold.error.elevation_required.title:Please confirm it’s you`,
    text: $localize`:@@onefold.error.elevation_required.text:Sign in again to do this.`,
  }),
  elevation_cancelled: () => ({
    title: $localize`:@@onefold.error.elevation_cancelled.title:Nothing was changed`,
    text: $localize`:@@onefold.error.elevation_cancelled.text:To confirm it’s you, sign in to your main account.`,
  }),
  change_in_progress: () => ({
    title: $localize`:@@onefold.error.change_in_progress.title:Another change is in progress`,
    text: $localize`:@@onefold.error.change_in_progress.text:Wait a moment, then try again.`,
  }),
  account_changed: () => ({
    title: $localize`:@@onefold.error.account_changed.title:The account has changed in the meantime`,
    text: $localize`:@@onefold.error.account_changed.text:Nothing was saved. Please check the list again.`,
  }),
  preview_changed: () => ({
    title: $localize`:@@onefold.error.preview_changed.title:The accounts have changed since you compared them`,
    text: $localize`:@@onefold.error.preview_changed.text:Nothing was linked. Review both accounts before you decide.`,
  }),
  metadata_too_large: () => ({
    title: $localize`:@@onefold.error.metadata_too_large.title:Too much data to merge`,
    text: $localize`:@@onefold.error.metadata_too_large.text:Together, the two accounts hold more settings than one account can. Nothing was changed.`,
  }),
  outcome_unknown: () => ({
    title: $localize`:@@onefold.error.outcome_unknown.title:The result is unknown`,
    text: $localize`:@@onefold.error.outcome_unknown.text:We didn’t get a response. Reload the list to see whether the account was linked.`,
  }),
  last_usable_sign_in: () => ({
    title: $localize`:@@onefold.error.last_usable_sign_in.title:You need this sign-in`,
    text: $localize`:@@onefold.error.last_usable_sign_in.text:Without it you couldn’t sign in.`,
  }),
  locked_by_policy: () => ({
    title: $localize`:@@onefold.error.locked_by_policy.title:Your organization manages this sign-in`,
    text: $localize`:@@onefold.error.locked_by_policy.text:It can’t be changed here. Contact your support team.`,
  }),
  undo_expired: () => ({
    title: $localize`:@@onefold.error.undo_expired.title:It’s too late to undo this`,
    text: $localize`:@@onefold.error.undo_expired.text:A change can be undone for only a few minutes. Nothing was changed.`,
  }),
  undo_impossible: () => ({
    title: $localize`:@@onefold.error.undo_impossible.title:This can’t be undone anymore`,
    text: $localize`:@@onefold.error.undo_impossible.text:The accounts have changed since then. Nothing was undone.`,
  }),
  delegated_session: () => ({
    title: $localize`:@@onefold.error.delegated_session.title:This session is read-only`,
    text: $localize`:@@onefold.error.delegated_session.text:You’re viewing another user’s account. Only they can change it.`,
  }),
  forbidden: () => ({
    title: $localize`:@@onefold.error.forbidden.title:This isn’t allowed`,
    text: $localize`:@@onefold.error.forbidden.text:Your account doesn’t have permission to do this. Give your support team the code below.`,
  }),
  rate_limited: () => ({
    title: $localize`:@@onefold.error.rate_limited.title:Too many requests right now`,
    text: $localize`:@@onefold.error.rate_limited.text:Please wait a moment. Nothing was lost.`,
  }),
  offline: () => ({
    title: $localize`:@@onefold.error.offline.title:No connection`,
    text: unreachableText(),
  }),
  server_error: ({ cause }) => ({
    title: $localize`:@@onefold.error.server_error.title:We’re having a problem`,
    // Without a response, the service or the user's network may have failed, even if the browser reports a network.
    text:
      (cause as { readonly status?: unknown } | null)?.status === 0
        ? unreachableText()
        : $localize`:@@onefold.error.server_error.text:Please try again in a moment.`,
  }),
  unexpected: () => ({
    title: $localize`:@@onefold.error.unexpected.title:Something went wrong`,
    text: $localize`:@@onefold.error.unexpected.text:If it happens again, give your support team the code below.`,
  }),
};

function unreachableText(): string {
  return $localize`:@@onefold.error.offline.text:We couldn’t reach the service. Check your network and try again.`;
}

/** The text for one error, in the language loaded at start. */
export function errorMessage(error: OnefoldError): ErrorMessage {
  // The catalogue has one function per code, each for exactly the error of that code.
  return (ERROR_MESSAGES[error.code] as (error: OnefoldError) => ErrorMessage)(error);
}

/** Errors that the user understands and resolves without support. */
const WITHOUT_SUPPORT: ReadonlySet<OnefoldErrorCode> = new Set([
  'login_cancelled',
  'session_expired',
  'clock_wrong',
  'storage_blocked',
  'link_cancelled',
  'window_closed',
  'popup_blocked',
  'login_not_fresh',
  'same_account',
  'email_not_verified',
  'main_identity',
  'last_usable_sign_in',
  'identity_gone',
  'elevation_required',
  'elevation_cancelled',
  'undo_expired',
  'delegated_session',
  'offline',
]);

/** Whether support can help, so that the code for support is shown. */
export function concernsSupport({ code }: OnefoldError): boolean {
  return !WITHOUT_SUPPORT.has(code);
}

/** The label of the remedy's button; no button if no action by the user helps. */
const ACTION_LABELS: Record<Remedy, () => string | null> = {
  retry: () => $localize`:@@onefold.remedy.retry:Try again`,
  'sign-in': () => $localize`:@@onefold.remedy.signIn:Sign in`,
  'choose-another': () => $localize`:@@onefold.remedy.chooseAnother:Choose another`,
  'use-redirect': () => $localize`:@@onefold.remedy.useRedirect:Continue in this window`,
  wait: () => $localize`:@@onefold.remedy.wait:Try again`,
  reload: () => $localize`:@@onefold.remedy.reload:Reload the list`,
  'look-again': () => $localize`:@@onefold.remedy.lookAgain:Review accounts`,
  'contact-support': () => null,
};

/** Label of a remedy's button; `null` where there is none. */
export function remedyLabel(remedy: Remedy): string | null {
  return ACTION_LABELS[remedy]();
}
