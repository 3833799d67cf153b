import { bootstrapApplication } from '@angular/platform-browser';
import { AppComponent } from './app/app.component';
import { appConfig } from './app/app.config';
import { loadPortalConfig } from './app/configuration/load-portal-config';

bootstrapApplication(AppComponent, appConfig(loadPortalConfig())).catch((error: unknown) => {
  // Nothing of ours runs to tell the person: at least the browser's log says why.
  reportError(error);
});
