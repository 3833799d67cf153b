export { ERROR_CODES, type ErrorCode, type ErrorDefinition } from './error-code.ts';
export { EventDetails, EventType, HistoryEvent, HistoryPage, HistoryQuery, WebhookEvent } from './history.ts';
export { Identity, IdentityLock, IdentityRef, NamedIdentity, ProfileData } from './identity.ts';
export {
  Candidate,
  Elevation,
  IntentStage,
  LinkIntent,
  LinkResult,
  LoginMode,
  NewElevation,
  NewLinkIntent,
  UnlinkRequest,
  UnlinkResult,
} from './link-intent.ts';
export { LoginAccount, LoginSuggestions } from './login-suggestions.ts';
export { Actor, LinkableConnection, Me, NicknameChange, Profile, Suggestion, Undo } from './me.ts';
export { AccountSummary, LinkConfirmation, LinkDecision, MergeField, MergePreview, Side } from './merge.ts';
export { Problem } from './problem.ts';
export { ROUTES } from './routes.ts';
