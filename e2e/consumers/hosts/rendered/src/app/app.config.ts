import { ApplicationConfig } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { provideOnefold } from '@onefold/angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { routes } from './app.routes';

const readConfig = () => fetch('config.json').then((response) => response.json());

export const appConfig: ApplicationConfig = {
  providers: [provideRouter(routes), provideClientHydration(), provideOnefold(readConfig, withLinkingServer())],
};
