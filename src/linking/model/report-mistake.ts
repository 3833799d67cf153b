declare const ngDevMode: boolean | undefined;

/** Reports a mistake in the application's code or configuration to the console. Does nothing in production. */
export function reportMistake(message: string): void {
  if (typeof ngDevMode !== 'undefined' && !ngDevMode) return;
  // eslint-disable-next-line no-console -- the console is where developers look for mistakes.
  console.error(message);
}
