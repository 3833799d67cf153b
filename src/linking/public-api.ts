// First: messages are read while the modules below load.
import './model/localize-fallback';

export { AppUrl } from './auth/app-url.service';
export { authGuard } from './auth/auth.guard';
export { AuthService, type AccessTokenOptions, type AuthStatus } from './auth/auth.service';
export type { AuthUser } from './auth/auth-user';
export type { LoginOptions } from './auth/login-options';
export { BEARER, bearerInterceptor, type BearerUse } from './auth/bearer.interceptor';
export { ONEFOLD_CONFIG } from './configuration/configuration.service';
export type { OnefoldConfig, ResolvedOnefoldConfig } from './configuration/onefold-config';
export type {
  BearerApi,
  BrandMark,
  ManagementApiOptions,
  OnefoldFeature,
  OnefoldFeatureKind,
  OnefoldFeatures,
} from './configuration/onefold-feature';
export type { IdentitiesState, LinkState } from './linking/link-state';
export {
  LinkingGateway,
  type AccountChange,
  type HistoryFile,
  type InterruptedChange,
  type LinkAttempt,
  type LinkCandidate,
  type LinkMode,
  type LinkProgress,
  type LinkRequest,
  type LinkingServerApi,
  type WindowFacts,
} from './linking/linking-gateway';
export { LinkingService } from './linking/linking.service';
export { LINK_WINDOW } from './linking/sign-in-window';
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
export {
  provideOnefold,
  withApis,
  withBrandMarks,
  withConnections,
  withLabels,
  withStartedSession,
} from './provide-onefold';
export { withLinkingServer } from './with-linking-server';
export type { HistoryEvent, HistoryPage, LinkDecision, MergePreview, Suggestion, Undo } from '@onefold/contract';

// Used by this package's other entry points only; may change in any release.
export { currentLanguage as ɵcurrentLanguage } from './model/current-language';
export { localNumber as ɵlocalNumber, plural as ɵplural } from './model/plural';
export { leaveGuardedPage as ɵleaveGuardedPage } from './auth/auth.guard';
export { ANONYMOUS as ɵANONYMOUS, type AuthState as ɵAuthState } from './auth/auth.service';
export { toAuthUser as ɵtoAuthUser } from './auth/auth-user';
export { authorizationParams as ɵauthorizationParams } from './auth/login-options';
export {
  SessionChannel as ɵSessionChannel,
  subjectFingerprint as ɵsubjectFingerprint,
  type SessionMessage as ɵSessionMessage,
} from './auth/session-channel';
export { Configuration as ɵConfiguration } from './configuration/configuration.service';
export { fromAuth0Error as ɵfromAuth0Error } from './auth/auth0-error';
export { DEFAULT_RETURN_PATH as ɵDEFAULT_RETURN_PATH, safeReturnPath as ɵsafeReturnPath } from './auth/return-path';
export {
  BRAND_MARKS as ɵBRAND_MARKS,
  MANAGEMENT_API as ɵMANAGEMENT_API,
  onefoldFeature as ɵonefoldFeature,
} from './configuration/onefold-feature';
export { usualLabel as ɵusualLabel } from './linking/connection-labels';
export { lazyGateway as ɵlazyGateway } from './linking/lazy-linking.gateway';
export { deferredAttempt as ɵdeferredAttempt } from './linking/linking-gateway';
export { codeUnavailable as ɵcodeUnavailable, toOnefoldError as ɵtoOnefoldError } from './model/onefold-error';
export {
  isJsonObject as ɵisJsonObject,
  parseIdentities as ɵparseIdentities,
  parseProfile as ɵparseProfile,
  parseProfileData as ɵparseProfileData,
} from './model/parse-profile';
export { reportMistake as ɵreportMistake } from './model/developer-mistake';
export { withMainFacts as ɵwithMainFacts } from './model/profile';
export { rateLimitEnd as ɵrateLimitEnd } from './model/rate-limit-end';
