import type { Locator, Page } from '@playwright/test';

/** The server's own page behind the "this wasn't me" link of a notice. */
export class NoticePage {
  readonly page: Page;
  readonly question: Locator;
  readonly endSessions: Locator;
  readonly ended: Locator;
  readonly notWorking: Locator;
  readonly toAccount: Locator;

  constructor(page: Page) {
    const heading = (name: string) => page.getByRole('heading', { level: 1, name });
    this.page = page;
    this.question = heading('Don’t recognize this?');
    this.endSessions = page.getByRole('button', { name: 'Sign out everywhere' });
    this.ended = heading('All devices were signed out');
    this.notWorking = heading('This link doesn’t work');
    this.toAccount = page.getByRole('link', { name: 'Go to your account' });
  }

  /** The value beside a term such as `From`. */
  fact(term: string): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${term}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }
}
