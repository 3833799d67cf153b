/** The configuration cannot work. The message names every variable to mend and never shows a secret. */
export class ConfigurationError extends Error {
  /** One sentence or two each: which variable, what is wrong, what to set. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration needs mending:', ...problems.map((each) => `  - ${each}`)].join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
