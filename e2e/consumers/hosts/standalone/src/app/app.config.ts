import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import { bearerInterceptor, provideOnefold, withLinkingServer } from '@onefold/angular';
import { routes } from './app.routes';

const readConfig = () => fetch('/config.json').then((response) => response.json());

export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptors([bearerInterceptor])),
    provideOnefold(readConfig, withLinkingServer()),
  ],
};
