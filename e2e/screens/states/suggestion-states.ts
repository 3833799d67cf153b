import { expect } from '@playwright/test';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { SuggestionsPage } from '../../pages/suggestions.page.ts';
import { ANA } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

/** Ana also has a Google account. */
async function beSuggested({ page }: Pick<Stage, 'page'>): Promise<SuggestionsPage> {
  const suggestions = new SuggestionsPage(page);
  await signInToProfile(page, ANA);
  // The server searches for it at the login.
  await expect(suggestions.region).toBeVisible();
  return suggestions;
}

/** Other accounts of the same person. */
export const SUGGESTION_STATES: readonly ScreenState[] = [
  screen('suggestion', 'Another account with the same address', beSuggested),
  screen('suggestion-at-login', 'The same on the home page, after the login', async ({ page, portal }) => {
    await signInToProfile(page, ANA);
    await portal.open();
    await expect(new SuggestionsPage(page).region).toBeVisible();
  }),
  screen('suggestion-failed', 'It could not be dismissed', async (stage) => {
    const suggestions = await beSuggested(stage);
    await stage.page.route('**/v1/me/suggestions/*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await suggestions.dismiss('Google', ANA.email).click();
    await expect(suggestions.error.alert).toBeVisible();
  }),
  screen('suggestion-dismissed', 'The last one was dismissed', async (stage) => {
    const suggestions = await beSuggested(stage);
    await suggestions.dismiss('Google', ANA.email).click();
    await expect(suggestions.dismissed).toBeVisible();
  }),
];
