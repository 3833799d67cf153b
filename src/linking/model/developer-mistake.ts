import { inject, type ProviderToken } from '@angular/core';

declare const ngDevMode: boolean | undefined;

/**
 * Injects a service that only the providers of the application create.
 *
 * @throws Error that says what to add, also in production: nothing would work without it.
 */
export function injectProvided<T>(service: ProviderToken<T>, name: string): T {
  const provided = inject(service, { optional: true });
  if (provided !== null) return provided;
  throw new Error(
    `@onefold/angular: ${name} has no provider. Add provideOnefold() with withLinkingServer() or withManagementApi() to ` +
      'the providers of the application; in a test, add provideFakeAuth() and FakeLinkingGateway or FakeLinkingService ' +
      '(@onefold/angular/testing).',
  );
}

/** Reports a mistake in the application's code or configuration to the console. Does nothing in production. */
export function reportMistake(message: string): void {
  if (typeof ngDevMode !== 'undefined' && !ngDevMode) return;
  // eslint-disable-next-line no-console -- the console is where developers look for mistakes.
  console.error(message);
}
