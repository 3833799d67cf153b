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
    title: $localize`:@@onefold.error.login_cancelled.title:You are not signed in`,
    text: $localize`:@@onefold.error.login_cancelled.text:The sign-in was cancelled. Sign in to go on.`,
  }),
  login_failed: () => ({
    title: $localize`:@@onefold.error.login_failed.title:Signing in did not work`,
    text: $localize`:@@onefold.error.login_failed.text:The sign-in could not be finished. Please sign in again.`,
  }),
  login_denied: () => ({
    title: $localize`:@@onefold.error.login_denied.title:This account may not sign in`,
    text: $localize`:@@onefold.error.login_denied.text:The sign-in was refused. Ask your support team about your account.`,
  }),
  login_timeout: () => ({
    title: $localize`:@@onefold.error.login_timeout.title:Signing in took too long`,
    text: $localize`:@@onefold.error.login_timeout.text:The sign-in service did not answer in time. Please try again.`,
  }),
  session_expired: () => ({
    title: $localize`:@@onefold.error.session_expired.title:Your session has ended`,
    text: $localize`:@@onefold.error.session_expired.text:Sign in again to go on. Nothing was changed.`,
  }),
  session_changed: () => ({
    title: $localize`:@@onefold.error.session_changed.title:Another account is signed in`,
    text: $localize`:@@onefold.error.session_changed.text:This browser is now signed in to a different account than before. Sign in to your main account to go on. Nothing was changed.`,
  }),
  clock_wrong: () => ({
    title: $localize`:@@onefold.error.clock_wrong.title:The clock of this device is wrong`,
    text: $localize`:@@onefold.error.clock_wrong.text:Signing in needs the right time. Set the date, time and time zone of this device, then sign in again.`,
  }),
  configuration_invalid: () => ({
    title: $localize`:@@onefold.error.configuration_invalid.title:Sign-in is not set up correctly`,
    text: $localize`:@@onefold.error.configuration_invalid.text:This is a fault of this application, not yours. Tell your support team the code below.`,
  }),
  link_cancelled: () => ({
    title: $localize`:@@onefold.error.link_cancelled.title:Nothing was linked`,
    text: $localize`:@@onefold.error.link_cancelled.text:The sign-in to the other account was cancelled. You can try again whenever you like.`,
  }),
  window_closed: () => ({
    title: $localize`:@@onefold.error.window_closed.title:The sign-in window was closed`,
    text: $localize`:@@onefold.error.window_closed.text:Nothing was linked, because the window closed before both sign-ins were done.`,
  }),
  popup_blocked: () => ({
    title: $localize`:@@onefold.error.popup_blocked.title:Your browser blocked the window`,
    text: $localize`:@@onefold.error.popup_blocked.text:Go on in this window instead: you come back here afterwards.`,
  }),
  link_timeout: () => ({
    title: $localize`:@@onefold.error.link_timeout.title:That took too long`,
    text: $localize`:@@onefold.error.link_timeout.text:The sign-in was not finished in time, so nothing was linked. Please try again.`,
  }),
  login_not_fresh: () => ({
    title: $localize`:@@onefold.error.login_not_fresh.title:A new sign-in is needed`,
    text: $localize`:@@onefold.error.login_not_fresh.text:The provider used an earlier sign-in. For your safety, sign out there first or type your password again.`,
  }),
  same_account: () => ({
    title: $localize`:@@onefold.error.same_account.title:That is the account you are using`,
    text: $localize`:@@onefold.error.same_account.text:This sign-in opens your account already. Choose another account to link.`,
  }),
  already_linked: () => ({
    title: $localize`:@@onefold.error.already_linked.title:This account is already linked`,
    text: $localize`:@@onefold.error.already_linked.text:It belongs to your account or to somebody else’s already. Choose another account.`,
  }),
  email_not_verified: ({ email }) => ({
    title: $localize`:@@onefold.error.email_not_verified.title:The e-mail address is not confirmed`,
    text: $localize`:@@onefold.error.email_not_verified.text:Confirm ${email}:email: with its provider first, then link it. Or choose another account.`,
  }),
  connection_not_allowed: () => ({
    title: $localize`:@@onefold.error.connection_not_allowed.title:This kind of account cannot be linked`,
    text: $localize`:@@onefold.error.connection_not_allowed.text:The provider is not enabled here. Choose another one.`,
  }),
  proof_expired: () => ({
    title: $localize`:@@onefold.error.proof_expired.title:That was too long ago`,
    text: $localize`:@@onefold.error.proof_expired.text:For your safety a sign-in counts only for a few minutes. Nothing was linked. Please start again.`,
  }),
  proof_invalid: () => ({
    title: $localize`:@@onefold.error.proof_invalid.title:The sign-in could not be checked`,
    text: $localize`:@@onefold.error.proof_invalid.text:What the provider sent back was not valid, so nothing was linked. Please try again.`,
  }),
  link_refused: () => ({
    title: $localize`:@@onefold.error.link_refused.title:This account cannot be linked`,
    text: $localize`:@@onefold.error.link_refused.text:It probably has linked accounts of its own. Sign in with it, unlink them there and try again, or choose another account.`,
  }),
  main_identity: () => ({
    title: $localize`:@@onefold.error.main_identity.title:The main sign-in stays`,
    text: $localize`:@@onefold.error.main_identity.text:Your account is built on it, so it cannot be unlinked.`,
  }),
  identity_gone: () => ({
    title: $localize`:@@onefold.error.identity_gone.title:The list has changed`,
    text: $localize`:@@onefold.error.identity_gone.text:This account is no longer linked. It may have been unlinked elsewhere.`,
  }),
  unauthorized: () => ({
    title: $localize`:@@onefold.error.unauthorized.title:Please sign in again`,
    text: $localize`:@@onefold.error.unauthorized.text:Your session is no longer accepted. Nothing was changed.`,
  }),
  elevation_required: () => ({
    title: $localize`:@@onefold.error.elevation_required.title:Please confirm that it is you`,
    text: $localize`:@@onefold.error.elevation_required.text:For this you need to have signed in a moment ago. Please sign in again.`,
  }),
  elevation_cancelled: () => ({
    title: $localize`:@@onefold.error.elevation_cancelled.title:Nothing was changed`,
    text: $localize`:@@onefold.error.elevation_cancelled.text:You did not sign in to your main account, which is needed to confirm that it is you.`,
  }),
  change_in_progress: () => ({
    title: $localize`:@@onefold.error.change_in_progress.title:Another change is under way`,
    text: $localize`:@@onefold.error.change_in_progress.text:Your account is being changed right now. Please try again in a moment.`,
  }),
  account_changed: () => ({
    title: $localize`:@@onefold.error.account_changed.title:The account has changed`,
    text: $localize`:@@onefold.error.account_changed.text:One of the accounts changed meanwhile. Nothing was done. Please look again.`,
  }),
  preview_changed: () => ({
    title: $localize`:@@onefold.error.preview_changed.title:The accounts have changed since you compared them`,
    text: $localize`:@@onefold.error.preview_changed.text:Nothing was linked. Look at both accounts again before you decide.`,
  }),
  metadata_too_large: () => ({
    title: $localize`:@@onefold.error.metadata_too_large.title:The profiles are too large`,
    text: $localize`:@@onefold.error.metadata_too_large.text:Together the two accounts hold more settings than one account can. Nothing was changed.`,
  }),
  outcome_unknown: () => ({
    title: $localize`:@@onefold.error.outcome_unknown.title:The result is unknown`,
    text: $localize`:@@onefold.error.outcome_unknown.text:The connection was lost before the answer arrived. Reload the list to see whether the account was linked.`,
  }),
  last_usable_sign_in: () => ({
    title: $localize`:@@onefold.error.last_usable_sign_in.title:This sign-in has to stay`,
    text: $localize`:@@onefold.error.last_usable_sign_in.text:Without it nobody could sign in to your account any more.`,
  }),
  locked_by_policy: () => ({
    title: $localize`:@@onefold.error.locked_by_policy.title:Your organization manages this sign-in`,
    text: $localize`:@@onefold.error.locked_by_policy.text:It cannot be changed here. Ask your support team.`,
  }),
  undo_expired: () => ({
    title: $localize`:@@onefold.error.undo_expired.title:It is too late to undo this`,
    text: $localize`:@@onefold.error.undo_expired.text:A change can be undone for a few minutes only. Nothing was changed.`,
  }),
  undo_impossible: () => ({
    title: $localize`:@@onefold.error.undo_impossible.title:This cannot be undone any more`,
    text: $localize`:@@onefold.error.undo_impossible.text:The accounts have changed since. Nothing was done.`,
  }),
  delegated_session: () => ({
    title: $localize`:@@onefold.error.delegated_session.title:This session is read-only`,
    text: $localize`:@@onefold.error.delegated_session.text:You are viewing the account of another user. Only they can change it.`,
  }),
  forbidden: () => ({
    title: $localize`:@@onefold.error.forbidden.title:This is not allowed`,
    text: $localize`:@@onefold.error.forbidden.text:Your account has no permission for it. Tell your support team the code below.`,
  }),
  rate_limited: () => ({
    title: $localize`:@@onefold.error.rate_limited.title:Too many requests right now`,
    text: $localize`:@@onefold.error.rate_limited.text:The sign-in service asks for a short break. Nothing is lost.`,
  }),
  offline: () => ({
    title: $localize`:@@onefold.error.offline.title:No connection`,
    text: $localize`:@@onefold.error.offline.text:The service could not be reached. Check your network and try again.`,
  }),
  server_error: () => ({
    title: $localize`:@@onefold.error.server_error.title:The service has a problem`,
    text: $localize`:@@onefold.error.server_error.text:It should pass soon. Please try again in a moment.`,
  }),
  unexpected: () => ({
    title: $localize`:@@onefold.error.unexpected.title:Something went wrong`,
    text: $localize`:@@onefold.error.unexpected.text:We did not expect this. If it happens again, tell your support team the code below.`,
  }),
};

/** The text for one error, in the language loaded at start. */
export function errorMessage(error: OnefoldError): ErrorMessage {
  // The catalogue has one function per code, each for exactly the error of that code.
  return (ERROR_MESSAGES[error.code] as (error: OnefoldError) => ErrorMessage)(error);
}

/** The label of the remedy's button; no button if no action by the user helps. */
const ACTION_LABELS: Record<Remedy, () => string | null> = {
  retry: () => $localize`:@@onefold.remedy.retry:Try again`,
  'sign-in': () => $localize`:@@onefold.remedy.signIn:Sign in`,
  'choose-another': () => $localize`:@@onefold.remedy.chooseAnother:Choose another`,
  'use-redirect': () => $localize`:@@onefold.remedy.useRedirect:Use this window instead`,
  wait: () => $localize`:@@onefold.remedy.wait:Try again`,
  reload: () => $localize`:@@onefold.remedy.reload:Reload the list`,
  'look-again': () => $localize`:@@onefold.remedy.lookAgain:Look again`,
  'contact-support': () => null,
};

/** Label of a remedy's button; `null` where there is none. */
export function remedyLabel(remedy: Remedy): string | null {
  return ACTION_LABELS[remedy]();
}
