import { NgModule, provideZoneChangeDetection } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { App } from './app';
import { AppRoutingModule } from './app-routing-module';
import { Home } from './home';

@NgModule({
  declarations: [App, Home],
  imports: [BrowserModule, AppRoutingModule],
  providers: [provideZoneChangeDetection({ eventCoalescing: true })],
  bootstrap: [App],
})
export class AppModule {}
