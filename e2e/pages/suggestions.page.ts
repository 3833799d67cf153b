import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** Suggested accounts of the same user, on the profile or on the page before it. */
export class SuggestionsPage {
  readonly region: Locator;
  /** Announces that a suggestion was dismissed. */
  readonly dismissed: Locator;
  readonly error: ErrorNotice;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Other accounts you may have' });
    this.dismissed = page.getByText('We won’t suggest this account again.');
    this.error = new ErrorNotice(this.region);
  }

  /** The button that links a suggested account. */
  link(connection: string, address: string): Locator {
    return this.region.getByRole('button', { name: `Link ${connection}, ${address}`, exact: true });
  }

  /** The link from another page to the profile. */
  onProfile(connection: string, address: string): Locator {
    return this.region.getByRole('link', { name: `Link ${connection}, ${address}`, exact: true });
  }

  dismiss(connection: string, address: string): Locator {
    return this.region.getByRole('button', { name: `Don’t suggest again: ${connection}, ${address}`, exact: true });
  }
}
