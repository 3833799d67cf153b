import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app.config';
import { loadPortalConfig } from './configuration/load-portal-config';
import { LanguageRootComponent } from './languages/language-root.component';

/** Starts the Angular application at the address the browser is at. */
export async function start(): Promise<void> {
  try {
    await bootstrapApplication(LanguageRootComponent, appConfig(loadPortalConfig()));
  } catch (error) {
    // Nothing of ours runs to tell the person: at least the browser's log says why.
    reportError(error);
  }
}
