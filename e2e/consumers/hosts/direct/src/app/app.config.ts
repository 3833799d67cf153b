import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import { provideOnefold, withConnections } from '@onefold/angular';
import { withManagementApi } from '@onefold/angular/direct';
import { routes } from './app.routes';

const readConfig = () => fetch('config.json').then((response) => response.json());

export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes),
    provideOnefold(
      readConfig,
      withManagementApi(),
      withConnections([
        { name: 'google-oauth2', label: 'Google' },
        { name: 'github', label: 'GitHub' },
      ]),
    ),
  ],
};
