import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Narrows a search for error notices. */
export interface ErrorNoticeHarnessFilters extends BaseHarnessFilters {
  /** The code of the error. */
  readonly code?: string | RegExp;
}

/** Drives an `onefold-error-notice`. */
export class ErrorNoticeHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-error-notice';

  private readonly alert = this.locatorFor('[role="alert"]');
  private readonly support = this.locatorForOptional('.support');
  private readonly supportIdElement = this.locatorForOptional('code.id');
  private readonly buttons = this.locatorForAll('.actions button');
  private readonly copyButton = this.locatorForOptional('.copy');
  private readonly timer = this.locatorForOptional('.wait');

  static with(filters: ErrorNoticeHarnessFilters = {}): HarnessPredicate<ErrorNoticeHarness> {
    return new HarnessPredicate(ErrorNoticeHarness, filters).addOption('code', filters.code, (harness, code) =>
      HarnessPredicate.stringMatches(harness.code(), code),
    );
  }

  /** Title and text. */
  async message(): Promise<string> {
    return (await this.alert()).text();
  }

  /** The code of the error, whether or not it is shown. */
  async code(): Promise<string> {
    return (await (await this.host()).getAttribute('data-code')) ?? '';
  }

  /** Whether the code is shown for support. */
  async showsCode(): Promise<boolean> {
    return (await this.support()) !== null;
  }

  /** The support id of the request; `null` without one. */
  async supportId(): Promise<string | null> {
    return (await (await this.supportIdElement())?.text()) ?? null;
  }

  /** Presses the button that copies the code; returns its text afterwards. */
  async copy(): Promise<string | null> {
    await (await this.copyButton())?.click();
    return (await (await this.copyButton())?.text()) ?? null;
  }

  /** How long to wait, or that the wait is over; `null` where there is nothing to wait for. */
  async countdown(): Promise<string | null> {
    return (await (await this.timer())?.text()) ?? null;
  }

  /** Labels of the buttons, the remedy first. */
  async actions(): Promise<string[]> {
    return Promise.all((await this.buttons()).map((button) => button.text()));
  }

  /** Whether a button may be pressed. */
  async enabled(label: string): Promise<boolean> {
    return !(await (await this.button(label)).getProperty<boolean>('disabled'));
  }

  /** Presses a button. */
  async press(label: string): Promise<void> {
    await (await this.button(label)).click();
  }

  private async button(label: string) {
    for (const button of await this.buttons()) {
      if ((await button.text()) === label) {
        return button;
      }
    }
    throw new Error(`No button "${label}" in the notice; there are: ${(await this.actions()).join(', ')}.`);
  }
}
