import type { Locator, Page } from '@playwright/test';

/** The tenant's page for errors that must not be reported to the application. */
export class TenantErrorPage {
  readonly page: Page;
  readonly explanation: Locator;

  constructor(page: Page) {
    this.page = page;
    this.explanation = page.getByRole('alert');
  }

  heading(title: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: title });
  }
}
