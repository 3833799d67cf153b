import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** The name of the function that a page calls with each violation of its policies. */
const NOTE_VIOLATION = '__onefoldNoteViolation';

/** Chromium's note that the user typed before the page could focus its first field. */
const TYPED_EARLY = 'Autofocus processing was blocked';

/**
 * Records every complaint of any page of a browser context: uncaught errors, console messages, and violations of a content
 * security policy or of Trusted Types, which code may otherwise catch unnoticed.
 */
export class ConsoleWatch {
  readonly #context: BrowserContext;
  readonly #complaints: string[] = [];
  readonly #messages: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    this.#context = context;
    context.on('weberror', (error) => this.#complaints.push(`uncaught: ${String(error.error())}`));
    context.on('console', (message) => this.#note(message));
  }

  /** Listens to violations in every page and frame that is opened from now on. */
  async overPolicies(): Promise<void> {
    await this.#context.exposeFunction(NOTE_VIOLATION, (violation: string) => {
      this.#complaints.push(`policy: ${violation}`);
    });
    await this.#context.addInitScript((note) => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
        const send = (globalThis as unknown as Record<string, (text: string) => void>)[note];
        send?.(`${effectiveDirective} ${blockedURI} ${sample} (${sourceFile})`);
      });
    }, NOTE_VIOLATION);
  }

  /** Announces complaints that the test causes on purpose, such as the browser's own about a failed request. */
  expect(...complaints: readonly RegExp[]): void {
    this.#expected.push(...complaints);
  }

  /** Unexpected complaints. */
  unexpected(): readonly string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)));
  }

  /** The text of every message so far, including expected ones. */
  messages(): readonly string[] {
    return [...this.#messages];
  }

  #note(message: ConsoleMessage): void {
    const { url } = message.location();
    const line = `${message.type()}: ${message.text()} (${url})`;
    this.#messages.push(line);
    if (!message.text().startsWith(TYPED_EARLY)) this.#complaints.push(line);
  }
}
