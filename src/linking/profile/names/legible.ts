/** Characters of a longer text that are shown: its beginning and its end, which holds the domain of an address. */
const MAX_LENGTH = 80;
const SHOWN_START = 50;
const SHOWN_END = 29;

/**
 * Characters that are invisible or reorder their neighbors (Unicode UTR #36, §2.5): controls, bidi overrides, zero-width
 * characters, blank letters. Joiners remain where scripts and emoji need them.
 */
const DECEPTIVE =
  /(?<=[\p{Script=Latin}\p{N}\p{P}\p{Z}]|^)[\u200c\u200d]|(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;

/**
 * Makes text from a provider safe to show: deceptive characters become �, so that it cannot imitate another account, and
 * a long text loses its middle.
 */
export function legible(text: string): string {
  const shown = withoutDeception(text)
    .replace(/[\n\p{Z}]+/gu, ' ')
    .trim();
  const characters = Array.from(shown);
  return characters.length <= MAX_LENGTH
    ? shown
    : `${characters.slice(0, SHOWN_START).join('')}…${characters.slice(-SHOWN_END).join('')}`;
}

/** Replaces deceptive characters; keeps the length and the lines. */
export function withoutDeception(text: string): string {
  return text.replace(/[\t\r\u2028\u2029]/g, ' ').replace(DECEPTIVE, '�');
}

/** Whether a text reads as an email address, also one written with look-alikes of “@”. */
export function looksLikeAddress(text: string): boolean {
  return /\S@\S/u.test(text.normalize('NFKC').replace(DECEPTIVE, ''));
}
