import { expect, type Page } from '@playwright/test';

/** The test fails after this number of Tab presses: the focus is in an endless loop. */
const MAX_PRESSES = 90;

/**
 * Walks through all focus stops with Tab, then back with Shift+Tab, and expects each one to be fully visible. WCAG 2.2, 2.4.11,
 * requires only that a part of it is visible.
 */
export async function expectFocusInSight(page: Page, state: string): Promise<void> {
  await page.evaluate(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    // As a user who sees the page: it makes room for a bar in the second frame after the bar (watch-cover.ts).
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
  const hidden = [...(await walk(page, 'Tab')), ...(await walk(page, 'Shift+Tab'))];
  expect.soft(hidden, `${state}: covered focus stops`).toEqual([]);
}

async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const hidden: string[] = [];
  const seen = new Set<string>();
  for (let press = 0; press < MAX_PRESSES; press++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(focusStop);
    if (stop === null || seen.has(stop.id)) break;
    seen.add(stop.id);
    if (stop.covered !== null) hidden.push(`${key}: ${stop.name} is covered by ${stop.covered}`);
  }
  expect(seen.size, 'focus stops').toBeGreaterThan(2);
  return hidden;
}

/** Runs in the page: the focused element, and the element that covers it. `null` if no element has the focus. */
function focusStop(): { readonly id: string; readonly name: string; readonly covered: string | null } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  // The label of a radio button may draw it.
  const label = element instanceof HTMLInputElement && element.type === 'radio' ? element.labels?.[0] : undefined;
  const target = label ?? element;
  const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
  const name = (element.getAttribute('aria-label') ?? target.textContent).trim().slice(0, 60) || element.tagName;
  const id = element.getAttribute('data-stop') ?? String(document.querySelectorAll('[data-stop]').length);
  element.setAttribute('data-stop', id);
  for (const x of [0.2, 0.5, 0.8]) {
    for (const y of [0.2, 0.5, 0.8]) {
      const hit = document.elementsFromPoint(box.left + x * box.width, box.top + y * box.height)[0];
      if (hit === undefined) return { id, name, covered: 'the edge of the page' };
      if (!target.contains(hit) && hit !== element) {
        return { id, name, covered: `${hit.tagName.toLowerCase()}.${hit.className}` };
      }
    }
  }
  return { id, name, covered: null };
}
