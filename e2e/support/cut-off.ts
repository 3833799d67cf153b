import { expect, type Page } from '@playwright/test';

/** Fails if a text is cut off, overflows its box, or makes the page wider than the screen. */
export async function expectNothingCutOff(page: Page, state: string): Promise<void> {
  expect(await page.evaluate(findCutOff), state).toEqual([]);
}

/** Runs in the page. Skips elements for screen readers only, and those that scroll or shorten their text on purpose. */
function findCutOff(): string[] {
  const { clientWidth } = document.documentElement;
  const hidden = (element: Element) => {
    for (let each: Element | null = element; each; each = each.parentElement) {
      const { clipPath, visibility, overflowX } = getComputedStyle(each);
      if (clipPath !== 'none' || visibility === 'hidden') return true;
      if (each !== element && (overflowX === 'auto' || overflowX === 'scroll')) return true;
    }
    return false;
  };
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 40)}”`;
  const found = document.documentElement.scrollWidth > clientWidth ? ['the page scrolls sideways'] : [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *, script, style, noscript)')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || element.textContent.trim() === '' || hidden(element)) continue;
    const style = getComputedStyle(element);
    if (box.left < -1 || box.right > clientWidth + 1) found.push(`outside the screen: ${name(element)}`);
    // Names of users and accounts are data, which an ellipsis may shorten.
    const shortened = style.textOverflow === 'ellipsis' && element.tagName === 'BDI';
    const scrolled = ['auto', 'scroll'].includes(style.overflowX);
    if (style.display === 'inline' || shortened || scrolled) continue;
    if (element.scrollWidth > element.clientWidth + 1) found.push(`too wide for its box: ${name(element)}`);
    const clipped = ['hidden', 'clip'].includes(style.overflowY);
    if (clipped && element.scrollHeight > element.clientHeight + 1) found.push(`cut off below: ${name(element)}`);
  }
  return found;
}
