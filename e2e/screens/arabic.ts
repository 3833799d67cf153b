import type { BrowserContext, Page } from '@playwright/test';
import portalTexts from '../../src/app/languages/translations/ar.ts';
import libraryTexts from '../../src/linking/translations/ar.ts';

const TEXTS: Readonly<Record<string, string>> = { ...portalTexts, ...libraryTexts };

/** English texts of the pages, with their Arabic translations. */
interface Noted {
  arabicWords?: Map<string, string>;
}

/**
 * Records the Arabic translation of each English text that pages show from now on, and of each date and number. So the page
 * objects of the tests reach a state in English, and {@link showInArabic} then turns the page into Arabic for the picture.
 */
export async function noteArabic(context: BrowserContext): Promise<void> {
  await context.addInitScript((texts) => {
    type Translate = (parts: TemplateStringsArray, values: readonly unknown[]) => [TemplateStringsArray, typeof values];
    const words = new Map<string, string>();
    Object.assign(globalThis, { arabicWords: words } satisfies Noted);
    const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');
    const inArabic = (value: unknown) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
      const known = words.get(plain(text)) ?? plain(text);
      return text.startsWith('\u2068') ? `\u2068${known}\u2069` : known;
    };
    const translate: Translate = (parts, values) => {
      // Each part may begin with a block between colons: the message's id, a placeholder's name.
      const blocks = parts.raw.map((part) => /^:(?:@@)?([^:]*):/.exec(part)?.[1] ?? null);
      const plainParts = parts.map((part, index) =>
        blocks[index] === null ? part : part.slice(part.indexOf(':', 1) + 1),
      );
      const english = plainParts.map((text, index) => (index === 0 ? text : String(values[index - 1]) + text)).join('');
      const id = blocks[0] ?? '';
      const arabic = texts[id]?.replaceAll(/\{\$(\w+)\}/g, (_, name: string) =>
        inArabic(values[blocks.indexOf(name) - 1]),
      );
      if (arabic !== undefined && id !== 'onefold.language') {
        words.set(plain(english).trim(), arabic);
        // The forms of a plural; Angular chooses one of them later.
        for (const [, form = ''] of english.matchAll(/\w+ \{([^}]*)\}/g)) words.set(form, arabic);
      }
      // Escaped, a colon at the beginning begins no block.
      const raw = plainParts.map((part) => part.replace(/^:/, '\\:'));
      return [Object.assign(plainParts, { raw }), values];
    };
    let localize: { translate?: Translate } | undefined;
    Object.defineProperty(globalThis, '$localize', {
      get: () => localize,
      set: (value: NonNullable<typeof localize>) => {
        localize = value;
        value.translate = translate;
      },
    });
    type Format = (value: unknown, ...more: readonly unknown[]) => string;
    type Formatter = new (tag: unknown, options: unknown) => { get format(): Format };
    // On the prototype, as in browsers, because Playwright's clock copies it from there.
    const noting = (Original: Formatter): Formatter =>
      class extends Original {
        readonly #arabic: InstanceType<Formatter>;
        constructor(tag: unknown, options: unknown) {
          super(tag, options);
          this.#arabic = new Original('ar', options);
        }
        override get format(): Format {
          const english = super.format.bind(this);
          return (value, ...more) => {
            const text = english(value, ...more);
            words.set(plain(text), this.#arabic.format(Array.isArray(value) ? value.map(inArabic) : value, ...more));
            return text;
          };
        }
      };
    const formats = Intl as unknown as Record<string, Formatter>;
    for (const kind of ['DateTimeFormat', 'NumberFormat', 'RelativeTimeFormat', 'ListFormat']) {
      const original = formats[kind];
      if (original !== undefined) formats[kind] = noting(original);
    }
  }, TEXTS);
}

/** Translates the current page to Arabic, from right to left. The page cannot be used afterwards. */
export async function showInArabic(page: Page): Promise<void> {
  await page.evaluate((texts) => {
    const words = (globalThis as Noted).arabicWords ?? new Map<string, string>();
    const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');
    const plural = (text: string) => {
      const [number = ''] = /\d+/.exec(text) ?? [];
      const template = words.get(text.replace(number, '#'));
      if (template === undefined || number === '') return undefined;
      const forms = new Map(
        [...template.matchAll(/(\w+) \{([^}]*)\}/g)].map(([, kind = '', form = '']) => [kind, form]),
      );
      const form = forms.get(new Intl.PluralRules('ar').select(Number(number))) ?? forms.get('other');
      return form?.replaceAll('#', number);
    };
    const inArabic = (text: string) => words.get(plain(text)) ?? plural(plain(text));
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
    for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
      const text = texts[element.dataset['text'] ?? ''];
      if (text !== undefined && !element.hasAttribute('aria-label')) element.textContent = text;
    }
    for (const sentence of document.querySelectorAll('onefold-sentence')) {
      const arabic = inArabic(sentence.textContent.trim());
      const [name, rest] = [sentence.querySelector('bdi'), sentence.querySelector('span')];
      if (arabic === undefined || !rest) continue;
      const parts = arabic.split(/(\u2068[^\u2069]*\u2069)/u).map((part) => {
        const element = (part.startsWith('\u2068') && name ? name : rest).cloneNode() as HTMLElement;
        element.textContent = plain(part);
        return element;
      });
      sentence.replaceChildren(...parts);
    }
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = node.textContent ?? '';
      const arabic = inArabic(text.trim());
      // The spaces around it belong to the sentence.
      if (arabic !== undefined) node.textContent = text.replace(text.trim(), () => arabic);
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('[placeholder]')) {
      field.placeholder = inArabic(field.placeholder) ?? field.placeholder;
    }
  }, TEXTS);
}
