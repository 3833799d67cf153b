import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** The section "Activity" of the profile. */
export class ActivityPage {
  readonly toggle: Locator;
  readonly region: Locator;
  readonly days: Locator;
  readonly entries: Locator;
  readonly filter: Locator;
  readonly more: Locator;
  readonly csv: Locator;
  readonly json: Locator;
  readonly error: ErrorNotice;
  /** The question before all sessions are ended. */
  readonly question: Locator;
  readonly endSessions: Locator;
  readonly itWasMe: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Activity' });
    this.toggle = this.region.getByRole('button', { name: 'Activity' });
    this.days = this.region.getByRole('heading', { level: 3 });
    this.entries = this.region.getByRole('listitem');
    this.filter = this.region.getByRole('combobox', { name: 'Show' });
    this.more = this.region.getByRole('button', { name: 'Show more' });
    this.csv = this.region.getByRole('button', { name: /as CSV/ });
    this.json = this.region.getByRole('button', { name: /as JSON/ });
    this.error = new ErrorNotice(this.region);
    this.question = page.getByRole('dialog', { name: 'Don’t recognize this?' });
    this.endSessions = this.question.getByRole('button', { name: 'Sign out everywhere' });
    this.itWasMe = this.question.getByRole('button', { name: 'It was me' });
  }

  entry(text: string | RegExp): Locator {
    return this.entries.filter({ hasText: text });
  }

  /** The button "Not you?" of the entries that contain this text. */
  notYou(text: string): Locator {
    return this.entry(text).getByRole('button', { name: 'Not you?' });
  }
}
