import { expect, type Locator, type Page } from '@playwright/test';
import type { Tenant } from '@onefold/tenant';
import type { ClientApp } from './client-app.ts';

/** The state that the application shows after a page load or a button. */
export interface Shown {
  /** Claims of the ID token; `null` without a session. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly appState?: unknown;
  readonly token?: string;
  /** The client's own error. */
  readonly error?: { readonly error?: string; readonly error_description?: string; readonly code?: string };
  /** The header that the API received. */
  readonly sent?: string | null;
}

/** Options of a client in addition to its tenant. */
type Options = Readonly<Record<string, unknown>> & { readonly authorizationParams?: object };

/** Client id of the application. */
export const CLIENT_ID = 'browser-app';

/** The application: the same buttons for every client. */
export class ClientPage {
  readonly page: Page;
  readonly #app: ClientApp;
  readonly #tenant: Tenant;
  readonly #output: Locator;

  constructor(page: Page, app: ClientApp, tenant: Tenant) {
    this.page = page;
    this.#app = app;
    this.#tenant = tenant;
    this.#output = page.getByRole('status');
  }

  /** Opens the application with a client made with these options. */
  async open({ authorizationParams, ...options }: Options = {}): Promise<Shown> {
    this.#app.options = {
      ...{ domain: this.#tenant.tlsIssuer ?? this.#tenant.origin, clientId: CLIENT_ID, ...options },
      authorizationParams: { redirect_uri: this.#app.origin, ...authorizationParams },
    };
    await this.page.goto(this.#app.origin);
    return this.shown();
  }

  /** Presses a button that does not leave the page. */
  async press(name: string, parameters: object = {}): Promise<Shown> {
    await this.pressAndLeave(name, parameters);
    return this.shown();
  }

  /** Presses a button that leaves the page. */
  async pressAndLeave(name: string, parameters: object = {}): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Parameters' }).fill(JSON.stringify(parameters));
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Waits for the state that the application shows. */
  async shown(): Promise<Shown> {
    await expect(this.#output).toHaveText(/\{/);
    return JSON.parse((await this.#output.textContent()) ?? '') as Shown;
  }
}
