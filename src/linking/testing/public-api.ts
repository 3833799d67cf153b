export { FakeAuthService, provideFakeAuth } from './fake-auth.service';
export {
  aCandidate,
  aConnection,
  aHistoryEvent,
  aPrimaryIdentity,
  aProfile,
  aSuggestion,
  anIdentity,
} from './builders';
export { anOnefoldError } from './an-onefold-error';
export { FakeLinkAttempt, FakeLinkingGateway } from './fake-linking.gateway';
export { FakeLinkingService } from './fake-linking.service';
export { ErrorNoticeHarness, type ErrorNoticeHarnessFilters } from './error-notice.harness';
export { IdentityRowHarness, type IdentityRowHarnessFilters } from './identity-row.harness';
export { LinkDialogHarness } from './link-dialog.harness';
export { OnefoldDialogHarness } from './onefold-dialog.harness';
export { ProfileHarness } from './profile.harness';
export { UnlinkDialogHarness } from './unlink-dialog.harness';
