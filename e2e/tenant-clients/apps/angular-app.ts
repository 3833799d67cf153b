/** An application on `@auth0/auth0-angular`, as in its README; the same page as `spa-js-app.ts`. */
import '@angular/compiler';
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationRef, Component, inject, provideAppInitializer, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  AuthClientConfig,
  authHttpInterceptorFn,
  AuthService,
  provideAuth0,
  type AuthConfig,
} from '@auth0/auth0-angular';
import { filter, firstValueFrom, map, take, type Observable } from 'rxjs';

@Component({
  selector: 'app-root',
  template: `
    <textarea aria-label="Parameters" #parameters>{{ '{}' }}</textarea>
    <button (click)="leave(logIn(parameters.value))">Log in</button>
    <button (click)="showInPage(logInInWindow(parameters.value))">Log in in a window</button>
    <button (click)="showInPage(token(parameters.value))">Get a token</button>
    <button (click)="showInPage(orders())">Call the API</button>
    <button (click)="leave(logOut())">Log out</button>
    <output>{{ shown() }}</output>
  `,
})
class AppComponent {
  readonly #app = inject(ApplicationRef);
  readonly #auth = inject(AuthService);
  protected readonly shown = signal('');
  readonly #http = inject(HttpClient);

  constructor() {
    const found: { appState?: unknown; error?: unknown } = {};
    this.#auth.appState$.subscribe((appState) => (found.appState = appState as unknown));
    this.#auth.error$.subscribe((error) => (found.error = error));
    const loaded = this.#auth.isLoading$.pipe(
      filter((loading) => !loading),
      take(1),
    );
    loaded.subscribe(() => void this.#show(found));
  }

  protected showInPage(doing: Observable<object>): void {
    this.#clear();
    doing.subscribe({
      next: (more) => void this.#show(more),
      error: (error: unknown) => void this.#show({ error }),
    });
  }

  protected leave(doing: Observable<void>): void {
    this.#clear();
    doing.subscribe({ error: (error: unknown) => void this.#show({ error }) });
  }

  protected logIn(parameters: string): Observable<void> {
    return this.#auth.loginWithRedirect({ appState: { from: 'here' }, ...read(parameters) });
  }

  protected logInInWindow(parameters: string): Observable<object> {
    return this.#auth.loginWithPopup(read(parameters)).pipe(map(() => ({})));
  }

  protected token(parameters: string): Observable<object> {
    const options = { cacheMode: 'off', ...read(parameters) } as const;
    return this.#auth.getAccessTokenSilently(options).pipe(map((token) => ({ token })));
  }

  protected orders(): Observable<object> {
    return this.#http.get<object>('/api/orders');
  }

  protected logOut(): Observable<void> {
    return this.#auth.logout({ logoutParams: { returnTo: location.origin } });
  }

  /** Clears the output immediately, not at Angular's next check: the test must not read the result of an earlier click. */
  #clear(): void {
    this.shown.set('');
    this.#app.tick();
  }

  async #show(more: object): Promise<void> {
    const claims = (await firstValueFrom(this.#auth.idTokenClaims$)) ?? null;
    this.shown.set(JSON.stringify({ claims, ...more }));
  }
}

function read(parameters: string): object {
  return JSON.parse(parameters) as object;
}

await bootstrapApplication(AppComponent, {
  providers: [
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0(),
    provideAppInitializer(async () => {
      const config = inject(AuthClientConfig);
      config.set((await (await fetch('/options.json')).json()) as AuthConfig);
    }),
  ],
});
