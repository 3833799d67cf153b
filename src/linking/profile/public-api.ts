export { ProfileComponent } from './profile.component';
export { loadLoginSuggestions } from './suggestions/load-login-suggestions';
export type { LoginSuggestionsComponent } from './suggestions/login-suggestions.component';
