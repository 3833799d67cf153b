import { NgModule, provideZoneChangeDetection } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { provideOnefold } from '@onefold/angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { App } from './app';
import { AppRoutingModule } from './app-routing-module';
import { Home } from './home';

const readConfig = () => fetch('config.json').then((response) => response.json());

@NgModule({
  declarations: [App, Home],
  imports: [BrowserModule, AppRoutingModule],
  providers: [provideZoneChangeDetection({ eventCoalescing: true }), provideOnefold(readConfig, withLinkingServer())],
  bootstrap: [App],
})
export class AppModule {}
