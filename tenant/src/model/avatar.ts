const PALETTE = ['#0b57d0', '#b3261e', '#146c2e', '#7d5260', '#8a5100', '#6750a4', '#00696d', '#984061'];

/**
 * Draws a small avatar with a person's initials as a `data:` image, so that no picture is fetched from another server.
 * Only letters of the name reach the drawing.
 */
export function avatar(name: string): string {
  const words = name.match(/\p{L}+/gu) ?? ['?'];
  const initials = [words[0], words.at(-1)]
    .slice(0, Math.min(2, words.length))
    .map((word) => Array.from(word ?? '?')[0])
    .join('');
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const color = PALETTE[sum % PALETTE.length] ?? '#444444';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${color}"/>` +
    `<text x="24" y="31" font-family="sans-serif" font-size="19" text-anchor="middle" fill="#fff">${initials}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
