import type { Page } from '@playwright/test';

/**
 * Shows the application in a pseudo-language from its first view: accented, in brackets, and 40 % longer than English, as
 * translations may be. Must be called before the page is opened.
 */
export async function usePseudoLanguage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Localize {
      translate?: (parts: TemplateStringsArray, values: readonly unknown[]) => [readonly string[], readonly unknown[]];
    }
    const accents: Readonly<Record<string, string>> = {
      a: 'á',
      e: 'é',
      i: 'í',
      o: 'ö',
      u: 'ú',
      n: 'ñ',
      A: 'Á',
      E: 'É',
    };
    const longer = (text: string) => {
      const accented = text.replace(/[aeiounAE]/g, (letter) => accents[letter] ?? letter);
      const words = ' ópqr'.repeat(Math.ceil((text.trim().length * 0.4) / 5));
      return text.trim() === '' ? text : `[${accented}${words}]`;
    };
    const translate: Localize['translate'] = (parts, values) => {
      // Each part may begin with a block between colons: the message's id, a placeholder's name.
      const texts = parts.map((part, index) =>
        parts.raw[index]?.startsWith(':') ? part.slice(part.indexOf(':', 1) + 1) : part,
      );
      const whole = texts.join('');
      const plural = /\bother \{/.test(whole);
      const plainParts = parts.raw[0]?.startsWith(':@@onefold.language:')
        ? texts
        : texts.map((text) =>
            plural ? text.replace(/\{([^}]*)\}/g, (_, form: string) => `{${longer(form)}}`) : longer(text),
          );
      // Escaped, a colon at the beginning begins no block.
      const raw = plainParts.map((part) => part.replace(/^:/, '\\:'));
      return [Object.assign(plainParts, { raw }), values];
    };
    let localize: Localize | undefined;
    Object.defineProperty(globalThis, '$localize', {
      get: () => localize,
      set: (value: Localize) => {
        localize = value;
        value.translate = translate;
      },
    });
  });
}
