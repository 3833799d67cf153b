// First: messages are read while the modules below load.
import './model/localize-in-english';

export { AppUrl } from './auth/app-url.service';
export { authGuard } from './auth/auth.guard';
export { AuthService, type AccessTokenOptions, type AuthStatus } from './auth/auth.service';
export type { AuthUser } from './auth/auth-user';
export type { LoginOptions } from './auth/login-options';
export { ONEFOLD_CONFIG } from './configuration/configuration.service';
export type { OnefoldConfig, ResolvedOnefoldConfig } from './configuration/onefold-config';
export type {
  BrandMark,
  ManagementApiOptions,
  OnefoldFeature,
  OnefoldFeatureKind,
  OnefoldFeatures,
} from './configuration/onefold-feature';
export {
  LinkingGateway,
  type AccountChange,
  type HistoryFile,
  type InterruptedChange,
  type SensitiveChange,
  type LinkAttempt,
  type LinkCandidate,
  type LinkMode,
  type LinkProgress,
  type LinkRequest,
  type LinkingServerApi,
  type WindowFacts,
} from './model/linking-gateway';
export type { LinkableConnection } from './model/connection';
export {
  identityKey,
  type Identity,
  type IdentityFacts,
  type IdentityProfileData,
  type IdentityRef,
} from './model/identity';
export {
  isOnefoldError,
  ONEFOLD_ERROR_REMEDIES,
  onefoldError,
  type OnefoldError,
  type OnefoldErrorCode,
  type OnefoldErrorFacts,
  type OnefoldErrorOf,
  type Remedy,
} from './model/onefold-error';
export type { AccountFacts, Profile } from './model/profile';
export { provideOnefold, withBrandMarks, withConnections, withLabels, withStartedSession } from './provide-onefold';
export type { HistoryEvent, HistoryPage, LinkDecision, MergePreview, Suggestion, Undo } from '@onefold/contract';

// Used by this package's other entry points only; may change in any release. If any page of an
// application uses one of them, the first page loads it: export what only the profile page needs elsewhere.
export { currentLanguage as ɵcurrentLanguage } from './model/current-language';
export { localNumber as ɵlocalNumber, plural as ɵplural } from './model/plural';
export { leaveGuardedPage as ɵleaveGuardedPage } from './auth/auth.guard';
export { ANONYMOUS as ɵANONYMOUS, type AuthState as ɵAuthState } from './auth/auth.service';
export { isSuggestion as ɵisSuggestion, toAuthUser as ɵtoAuthUser } from './auth/auth-user';
export { authorizationParams as ɵauthorizationParams } from './auth/login-options';
export { SessionChannel as ɵSessionChannel, type SessionMessage as ɵSessionMessage } from './auth/session-channel';
export { subjectFingerprint as ɵsubjectFingerprint } from './auth/subject-fingerprint';
export { Configuration as ɵConfiguration } from './configuration/configuration.service';
export { fromAuth0Error as ɵfromAuth0Error } from './auth/auth0-error';
export { DEFAULT_RETURN_PATH as ɵDEFAULT_RETURN_PATH, safeReturnPath as ɵsafeReturnPath } from './auth/return-path';
export {
  GATEWAY_LOADERS as ɵGATEWAY_LOADERS,
  lazyGateway as ɵlazyGateway,
  loadGateway as ɵloadGateway,
} from './auth/lazy-gateway';
export {
  BRAND_MARKS as ɵBRAND_MARKS,
  LABELS as ɵLABELS,
  LINKING_SERVER as ɵLINKING_SERVER,
  MANAGEMENT_API as ɵMANAGEMENT_API,
  onefoldFeature as ɵonefoldFeature,
  STARTED_SESSION as ɵSTARTED_SESSION,
} from './configuration/onefold-feature';
export { codeUnavailable as ɵcodeUnavailable, toOnefoldError as ɵtoOnefoldError } from './model/onefold-error';
export { reportMistake as ɵreportMistake } from './model/report-mistake';
