import { NgModule, provideZoneChangeDetection } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { provideOnefold, withLinkingServer } from '@onefold/angular';
import { App } from './app';
import { AppRoutingModule } from './app-routing-module';
import { Home } from './home';
import { SigningIn } from './signing-in';

const readConfig = () => fetch('config.json').then((response) => response.json());

@NgModule({
  declarations: [App, Home, SigningIn],
  imports: [BrowserModule, AppRoutingModule],
  providers: [provideZoneChangeDetection({ eventCoalescing: true }), provideOnefold(readConfig, withLinkingServer())],
  bootstrap: [App],
})
export class AppModule {}
