import type { Locator, Page } from '@playwright/test';

/** Passwordless sign-in: the address (or a known one), then the code, which the page of the local tenant also shows. */
export class CodePage {
  readonly page: Page;
  readonly heading: Locator;
  /** The code in the local mail. */
  readonly sentCode: Locator;
  readonly code: Locator;
  readonly submit: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: /^Enter the code / });
    this.sentCode = page.getByRole('region', { name: 'Local mail' }).getByRole('status');
    this.code = page.getByRole('textbox', { name: 'Code' });
    this.submit = page.getByRole('button', { name: 'Continue' });
  }

  async enterSentCode(): Promise<void> {
    await this.code.fill(await this.sentCode.innerText());
    await this.submit.click();
  }
}
