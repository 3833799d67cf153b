import { type ApplicationRef, isDevMode } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { StartedSession } from '@onefold/angular/session';
import { appConfig } from './app.config';
import { loadPortalConfig } from './configuration/load-portal-config';
import { LanguageRootComponent } from './languages/language-root.component';

/**
 * Starts the Angular application at the address the browser is at.
 *
 * @param settings The server's response.
 * @param session The session check that began before this code arrived.
 */
export async function start(settings: Promise<Response>, session: Promise<StartedSession | null>): Promise<void> {
  try {
    const app = await bootstrapApplication(LanguageRootComponent, appConfig(loadPortalConfig(settings), session));
    // In development every file is rebuilt, and a cached one would be outdated.
    if (!isDevMode()) void keepForNextVisit(app);
  } catch (error) {
    // No code of the application runs to show the error, so at least log it.
    reportError(error);
  }
}

/** Starts the service worker after everything that the user waits for. */
async function keepForNextVisit(app: ApplicationRef): Promise<void> {
  try {
    await app.whenStable();
    const { keepUpToDate } = await import('./updates/keep-up-to-date');
    await keepUpToDate(app);
  } catch {
    // The code cannot be fetched, or the user is leaving the page: the next visit tries again, this one needs no worker.
  }
}
