/** The metadata before the text of a message: `:@@id:`, or `:name:` of the placeholder before it. */
const BLOCK = /^:[^:]*:/;

/**
 * Writes a message in English, as `$localize` of `@angular/localize/init` does without translations. An application
 * that shows English only does not need that polyfill; where it is present, it stays in place.
 */
export function localizeInEnglish(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  return parts
    .map((part, index) => {
      const text = parts.raw[index]?.startsWith(':') ? part.replace(BLOCK, '') : part;
      return index === 0 ? text : `${String(values[index - 1])}${text}`;
    })
    .join('');
}

(globalThis as { $localize?: typeof localizeInEnglish }).$localize ??= localizeInEnglish;
