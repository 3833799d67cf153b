import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig, Settings } from './app/app.config';

fetch('config.json')
  .then((response) => response.json())
  .then((settings: Settings) => bootstrapApplication(App, appConfig(settings)))
  .catch((error) => console.error(error));
