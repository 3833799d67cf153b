import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** Notes everything any page of a browser context complains about: uncaught errors, console errors and warnings. */
export class ConsoleWatch {
  readonly #complaints: string[] = [];
  readonly #messages: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('weberror', (error) => this.#complaints.push(`uncaught: ${String(error.error())}`));
    context.on('console', (message) => this.#note(message));
  }

  /** Says beforehand which complaints the test causes on purpose, such as the browser's own about a failed request. */
  expect(...complaints: readonly RegExp[]): void {
    this.#expected.push(...complaints);
  }

  /** Complaints nobody expected. */
  unexpected(): readonly string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)));
  }

  /** The text of every message so far, also of harmless ones. */
  messages(): readonly string[] {
    return [...this.#messages];
  }

  #note(message: ConsoleMessage): void {
    const { url } = message.location();
    const line = `${message.type()}: ${message.text()} (${url})`;
    this.#messages.push(line);
    if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(line);
  }
}
