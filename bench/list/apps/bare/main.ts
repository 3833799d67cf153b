import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';

@Component({
  template: `<h1>One person, many sign-ins, one account.</h1>
    <p>Open the same account with Google, GitHub, your company sign-in or a password.</p>
    <a href="/profile">Open your profile</a>`,
})
class HomeComponent {}

@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
class AppComponent {}

/** An Angular application with a router and a home page, and nothing else. */
bootstrapApplication(AppComponent, { providers: [provideRouter([{ path: '', component: HomeComponent }])] }).catch(
  (error: unknown) => console.error(error),
);
