import type { Locator } from '@playwright/test';

/** An error notice, on the page or in a dialog. */
export class ErrorNotice {
  /** The title of the error. */
  readonly alert: Locator;
  readonly countdown: Locator;
  readonly retry: Locator;
  readonly signIn: Locator;
  readonly close: Locator;
  readonly #within: Locator;

  constructor(within: Locator) {
    this.#within = within;
    this.alert = within.getByRole('alert');
    this.countdown = within.getByRole('timer');
    this.retry = within.getByRole('button', { name: 'Try again' });
    this.signIn = within.getByRole('button', { name: 'Sign in' });
    this.close = within.getByRole('button', { name: 'Close' }).last();
  }

  /** The notice of the error with this stable code. */
  code(code: string): Locator {
    return this.#within.locator(`onefold-error-notice[data-code="${code}"]`);
  }

  /** The button of the remedy. */
  remedy(label: string): Locator {
    return this.#within.getByRole('button', { name: label, exact: true });
  }
}
