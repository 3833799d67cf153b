export { LinkingService } from './linking.service';
export type { IdentitiesState, LinkState } from './link-state';
export { LINK_WINDOW } from './sign-in-window';

// Used by this package's other entry points only; may change in any release.
export { usualLabel as ɵusualLabel } from './display-names';
export { deferredAttempt as ɵdeferredAttempt } from './inject-linking-gateway';
export { fillMainIdentity as ɵfillMainIdentity } from './fill-main-identity';
export {
  isJsonObject as ɵisJsonObject,
  parseAccount as ɵparseAccount,
  parseConnections as ɵparseConnections,
  parseIdentities as ɵparseIdentities,
  parseProfile as ɵparseProfile,
  parseProfileData as ɵparseProfileData,
} from './parse-profile';
export { rateLimitEnd as ɵrateLimitEnd } from './rate-limit-end';
export { closeWindow as ɵcloseWindow, ElevationWindow as ɵElevationWindow } from './sign-in-window';
