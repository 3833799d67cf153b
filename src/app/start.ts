import { type ApplicationRef, isDevMode } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { StartedSession } from '@onefold/angular/session';
import { appConfig } from './app.config';
import { loadPortalConfig } from './configuration/load-portal-config';
import { LanguageRootComponent } from './languages/language-root.component';

/**
 * Starts the Angular application at the address the browser is at.
 *
 * @param settings The server's answer.
 * @param session The session check that began before this code arrived.
 */
export async function start(settings: Promise<Response>, session: Promise<StartedSession | null>): Promise<void> {
  try {
    const app = await bootstrapApplication(LanguageRootComponent, appConfig(loadPortalConfig(settings), session));
    // In development every file is built anew, and a kept one would only be in the way.
    if (!isDevMode()) void keepForNextVisit(app);
  } catch (error) {
    // No code of the application runs to show the error, so at least log it.
    reportError(error);
  }
}

/** After everything the user waits for. */
async function keepForNextVisit(app: ApplicationRef): Promise<void> {
  try {
    await app.whenStable();
    const { keepUpToDate } = await import('./updates/keep-up-to-date');
    await keepUpToDate(app);
  } catch {
    // Its code cannot be fetched, or the page is being left: the next visit tries again, this one misses nothing.
  }
}
