/**
 * One or two letters for a user without a picture; whole graphemes, in the name's own script.
 * Empty where there is neither letter nor digit.
 */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).flatMap((word) => firstLetter(word));
  const [first, ...rest] = words;
  const last = name.includes('@') ? undefined : rest.at(-1);
  return `${first ?? ''}${last ?? ''}`.toLocaleUpperCase();
}

function firstLetter(word: string): string[] {
  // `Intl` takes milliseconds when it is first used, before the list is shown.
  if (/^[a-z\d](?![^ -~])/i.test(word)) return [word.charAt(0)];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
    if (/^[\p{L}\p{N}]/u.test(segment)) {
      return [segment];
    }
  }
  return [];
}
