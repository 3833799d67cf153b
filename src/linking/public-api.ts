export { AppUrl } from './auth/app-url.service';
export { authGuard } from './auth/auth.guard';
export { AuthService, type AuthStatus } from './auth/auth.service';
export type { AuthUser } from './auth/auth-user';
export { bearerInterceptor } from './auth/bearer.interceptor';
export { BEARER, type BearerUse } from './auth/bearer-token';
export type { LoginOptions } from './auth/login-options';
export type { ManagementApiOptions } from './configuration/feature-settings';
export type { OnefoldConfig } from './configuration/onefold-config';
export { ONEFOLD_CONFIG } from './configuration/onefold-config.token';
export type { OnefoldFeature, OnefoldFeatureKind, OnefoldFeatures } from './configuration/onefold-feature';
export { provideOnefold } from './configuration/provide-onefold';
export type { ResolvedOnefoldConfig } from './configuration/resolved-onefold-config';
export { withApis } from './configuration/with-apis';
export { withConnections } from './configuration/with-connections';
export { withLabels } from './configuration/with-labels';
export { withLinkingServer } from './configuration/with-linking-server';
export { withManagementApi } from './configuration/with-management-api';
export {
  isOnefoldError,
  ONEFOLD_ERROR_REMEDIES,
  onefoldError,
  type OnefoldError,
  type OnefoldErrorCode,
  type OnefoldErrorFacts,
  type OnefoldErrorOf,
  type Remedy,
} from './errors/onefold-error';
export type { LinkableConnection } from './identities/connection';
export {
  identityKey,
  type Identity,
  type IdentityFacts,
  type IdentityProfileData,
  type IdentityRef,
} from './identities/identity';
export type { InterruptedChange } from './identities/interrupted-change';
export {
  LinkingGateway,
  type AccountChange,
  type HistoryFile,
  type LinkAttempt,
  type LinkCandidate,
  type LinkMode,
  type LinkProgress,
  type LinkRequest,
  type LinkingServerApi,
} from './identities/linking-gateway';
export { LinkingService } from './identities/linking.service';
export type { IdentitiesState, LinkState } from './identities/link-state';
export type { AccountFacts, Profile } from './identities/profile';
export { linkCallbackRoute } from './link-flow/link-callback.route';
export { LINK_WINDOW } from './link-flow/link-window';
export type { HistoryEvent, HistoryPage, LinkDecision, MergePreview, Suggestion, Undo } from '@onefold/contract';
