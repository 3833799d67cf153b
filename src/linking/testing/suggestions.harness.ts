import { ComponentHarness, HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';

/** Drives the suggestions of the profile, or of the login on another page. */
export class SuggestionsHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-suggestions';

  private readonly sentences = this.locatorForAll('li .sentence > p:first-child');
  private readonly heading = this.locatorForOptional('h2');
  private readonly statusLine = this.locatorFor('.status');
  private readonly notice = this.locatorForOptional(ErrorNoticeHarness);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<SuggestionsHarness> {
    return new HarnessPredicate(SuggestionsHarness, filters);
  }

  /** The suggestions, a sentence each. */
  async suggestions(): Promise<string[]> {
    return Promise.all((await this.sentences()).map((sentence) => sentence.text()));
  }

  /** Whether there is a heading, which is shown only with suggestions. */
  async hasHeading(): Promise<boolean> {
    return (await this.heading()) !== null;
  }

  /** Presses "Link" by its accessible name, for example `Link GitHub, a…a@example.com`. */
  async link(name: string): Promise<void> {
    await (await this.button(name)).click();
  }

  /** Presses "Don’t suggest again", named like `Don’t suggest again: GitHub, a…a@example.com`. */
  async dismiss(name: string): Promise<void> {
    const button = await this.button(name);
    // As in a browser: the pressed button gets the focus.
    await button.focus();
    await button.click();
  }

  /** The messages of dismissals that wait for another change. */
  async waiting(): Promise<string[]> {
    return Promise.all((await this.locatorForAll('li [role="status"]')()).map((message) => message.text()));
  }

  /** Cancels the dismissal that waits. */
  async cancel(): Promise<void> {
    await (await this.locatorFor('li:has([role="status"]) button')()).click();
  }

  /** Where "Link" of this name leads on a page that is not the profile. */
  async address(name: string): Promise<string | null> {
    return (await this.locatorFor(`a[aria-label="${name}"]`)()).getAttribute('href');
  }

  /** Whether the button of this name has the focus. */
  async focused(name: string): Promise<boolean> {
    return (await this.button(name)).isFocused();
  }

  /** The last completed change; empty without one. */
  async status(): Promise<string> {
    return (await this.statusLine()).text();
  }

  /** Whether the message about the last change has the focus. */
  async statusFocused(): Promise<boolean> {
    return (await this.statusLine()).isFocused();
  }

  /** Why the last one could not be dismissed, if so. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return this.notice();
  }

  private button(name: string) {
    return this.locatorFor(`button[aria-label="${name}"]`)();
  }
}
