import type { Type } from '@angular/core';
import type { LoginSuggestionsComponent } from './login-suggestions.component';

/**
 * Fetches the component that shows what the Post-Login Action suggests. Worth it where `AuthService.user()` has suggestions.
 *
 * @example
 * // On any page but the profile: <ng-container [ngComponentOutlet]="suggestions()" />
 * if (auth.user()?.suggestions) suggestions.set(await loadLoginSuggestions());
 */
export async function loadLoginSuggestions(): Promise<Type<LoginSuggestionsComponent>> {
  return (await import('./login-suggestions.component')).LoginSuggestionsComponent;
}
