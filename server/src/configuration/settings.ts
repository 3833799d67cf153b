import { readFileSync } from 'node:fs';

/** Reads environment variables one by one and collects their problems, so that all are reported at once. */
export class Settings {
  readonly #env: NodeJS.ProcessEnv;
  readonly #problems: string[] = [];
  /** Every name that was read. */
  readonly #known = new Set<string>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** The trimmed value; absent if it is blank. */
  text(name: string): string | undefined {
    this.#known.add(name);
    const value = this.#env[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  }

  /** A value that may also be in a file named by `NAME_FILE`, as container platforms provide secrets. */
  secret(name: string): string | undefined {
    const file = this.text(`${name}_FILE`);
    if (file === undefined) return this.text(name);
    if (this.text(name) !== undefined) {
      this.problem(`${name} and ${name}_FILE are both set; set one of them.`);
      return undefined;
    }
    try {
      const value = readFileSync(file, 'utf8').trim();
      if (value !== '') return value;
      this.problem(`${name}_FILE is ${file}, but this file is empty.`);
    } catch (error) {
      // Reported with the other problems; the system's message gives the reason.
      this.problem(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    }
    return undefined;
  }

  /** A required value; records a problem with instructions if it is missing. */
  required(name: string, description: string): string {
    return this.text(name) ?? this.#missing(name, description);
  }

  /** As {@link required}, or from a file. */
  requiredSecret(name: string, description: string): string {
    const before = this.#problems.length;
    const value = this.secret(name);
    if (value !== undefined) return value;
    // An unreadable file has been reported already.
    return this.#problems.length > before ? '' : this.#missing(name, description);
  }

  /** Parts of a list separated by commas, without blanks. */
  list(name: string): readonly string[] {
    return listOf(this.text(name));
  }

  /** A whole number within bounds. */
  number(name: string, fallback: number, { min, max }: { readonly min: number; readonly max: number }): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    this.problem(`${name} is "${text}". Set a whole number from ${min} to ${max}.`);
    return fallback;
  }

  /** One of some words. */
  oneOf<T extends string>(name: string, fallback: T, words: readonly T[]): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const found = words.find((each) => each === text.toLowerCase());
    if (found === undefined) this.problem(`${name} is "${text}". Set one of ${words.join(', ')}.`);
    return found ?? fallback;
  }

  /** A sentence for each set variable with this prefix that is not a setting, with the closest name that is one. */
  unread(prefix: string): readonly string[] {
    const valid = [...this.#known].filter((name) => name.startsWith(prefix));
    return Object.keys(this.#env)
      .filter((name) => name.startsWith(prefix) && !this.#known.has(name))
      .map((name) => {
        const [closest = ''] = valid.toSorted((a, b) => distance(name, a) - distance(name, b));
        return `${name} is not a setting of this server. Did you mean ${closest}?`;
      });
  }

  /** Records a problem. */
  problem(sentence: string): void {
    this.#problems.push(sentence);
  }

  /** @throws {ConfigurationError} If there are problems. */
  check(): void {
    if (this.#problems.length > 0) throw new ConfigurationError(this.#problems);
  }

  #missing(name: string, description: string): string {
    this.problem(`${name} is missing. ${description}`);
    return '';
  }
}

/** Number of characters to insert, delete or replace (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[index] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Parts of a list separated by commas, without blanks. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** The configuration is invalid. The message names every variable to fix and never shows a secret. */
export class ConfigurationError extends Error {
  /** One or two sentences each: the variable, what is wrong, what to set. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration is invalid:', ...problems.map((each) => `  - ${each}`)].join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
