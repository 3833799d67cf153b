import { bootstrapApplication } from '@angular/platform-browser';
import { AppComponent } from './app.component';
import { appConfig } from './app.config';
import { loadPortalConfig } from './configuration/load-portal-config';

/** Starts the Angular application at the address the browser is at. */
export async function start(): Promise<void> {
  try {
    await bootstrapApplication(AppComponent, appConfig(loadPortalConfig()));
  } catch (error) {
    // Nothing of ours runs to tell the person: at least the browser's log says why.
    reportError(error);
  }
}
