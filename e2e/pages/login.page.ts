import type { Locator, Page } from '@playwright/test';
import { PASSWORD } from '../support/people.ts';

/** The tenant's universal login, and its password page alone; in the tab or in a window. */
export class LoginPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  /** The reason for a failed login. */
  readonly notice: Locator;
  readonly cancel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: /^Sign in / });
    // Found by the names of the fields, because the page is in the language of the portal.
    const form = page.locator('form.fields').filter({ has: page.locator('[name="username"]') });
    this.email = form.locator('[name="username"]');
    this.password = form.locator('[name="password"]');
    this.submit = form.getByRole('button');
    this.notice = page.getByRole('alert');
    this.cancel = page.getByRole('button', { name: 'Cancel' });
  }

  /** The link to a provider's own page. */
  provider(label: string): Locator {
    return this.page.getByRole('link', { name: `Continue with ${label}` });
  }

  /** The button that signs in a demo user of the local tenant without typing. */
  person(name: string): Locator {
    return this.page.getByRole('button', { name: `Sign in as ${name}`, exact: true });
  }

  async logIn(email: string, password = PASSWORD): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}
