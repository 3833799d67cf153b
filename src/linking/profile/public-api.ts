export { ProfileComponent } from './profile.component';
export { loadLoginSuggestions } from './suggestions/load-login-suggestions';
export type { LoginSuggestionsComponent } from './suggestions/login-suggestions.component';

// The parts of the page, for one of your own.
export { ProfileCardComponent } from './account/profile-card.component';
export { ActivityComponent } from './history/activity.component';
export { IdentityListComponent } from './identities/identity-list.component';
export { IdentityRowComponent } from './identities/identity-row.component';
export { IdentityRowTemplateDirective, type IdentityRowContext } from './identities/identity-row-template.directive';
export type { LinkDialogComponent } from './linking/link-dialog.component';
export { loadLinkDialog, loadUnlinkDialog } from './load-dialogs';
export { SuggestionsSlotComponent } from './suggestions/suggestions-slot.component';
export { ThemeComponent } from './theme/theme.component';
export type { UnlinkDialogComponent } from './unlinking/unlink-dialog.component';
