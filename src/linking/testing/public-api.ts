export { FakeAuthService, provideFakeAuth } from './fake-auth.service';
export {
  aCandidate,
  aConnection,
  aKnownIdentity,
  aHistoryEvent,
  aMergePreview,
  aPrimaryIdentity,
  aProfile,
  aSuggestion,
  anIdentity,
} from './builders';
export { anOnefoldError } from './an-onefold-error';
export { FakeLinkAttempt, FakeLinkingGateway } from './fake-linking.gateway';
export { FakeLinkingService } from './fake-linking.service';
export { ActivityHarness } from './activity.harness';
export { ErrorNoticeHarness, type ErrorNoticeHarnessFilters } from './error-notice.harness';
export { HistoryEntryHarness, type HistoryEntryHarnessFilters } from './history-entry.harness';
export { HistoryHarness } from './history.harness';
export { IdentityRowHarness, type IdentityRowHarnessFilters } from './identity-row.harness';
export { LinkDialogHarness } from './link-dialog.harness';
export { MergePreviewHarness, type MergeFieldShown } from './merge-preview.harness';
export { NotMeDialogHarness } from './not-me-dialog.harness';
export { OnefoldDialogHarness } from './onefold-dialog.harness';
export { ProfileHarness } from './profile.harness';
export { SuggestionsHarness } from './suggestions.harness';
export { UnlinkDialogHarness } from './unlink-dialog.harness';
export { NicknameEditorHarness } from './nickname-editor.harness';
export { UndoBarHarness } from './undo-bar.harness';
