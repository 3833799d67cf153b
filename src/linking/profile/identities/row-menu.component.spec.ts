import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RowMenuComponent } from './row-menu.component';

@Component({
  selector: 'onefold-menu-parent',
  imports: [RowMenuComponent],
  template: `<onefold-row-menu
      label="Actions for Google"
      unlinkLabel="Unlink Google"
      [busy]="busy()"
      [named]="false"
      (rename)="chosen.push('rename')"
      (unlink)="chosen.push('unlink')"
    /><a href="#">Next</a>`,
})
class ParentComponent {
  readonly busy = signal(false);
  readonly chosen: string[] = [];
}

describe('RowMenuComponent', () => {
  async function setUp() {
    const fixture = TestBed.createComponent(ParentComponent);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const trigger = host.querySelector<HTMLElement>('.more');
    const focused = () => document.activeElement?.textContent.trim();
    return {
      parent: fixture.componentInstance,
      stable: () => fixture.whenStable(),
      menu: () => host.querySelector<HTMLElement>('[role="menu"]:not([hidden])'),
      trigger,
      next: host.querySelector('a'),
      expanded: () => trigger?.ariaExpanded,
      focused,
      click: async (element: HTMLElement | null | undefined) => {
        element?.click();
        await fixture.whenStable();
      },
      /** Presses a key on the focused element. Returns what has the focus then. */
      press: async (key: string) => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await fixture.whenStable();
        return focused();
      },
    };
  }

  it('opens at the first action, or at the last with the up arrow, and has an accessible name', async () => {
    const { menu, trigger, click, press, expanded, focused } = await setUp();
    expect(menu()).toBeNull();
    await click(trigger);
    expect(menu()?.ariaLabel).toBe('Actions for Google');
    expect(expanded()).toBe('true');
    expect(focused()).toBe('Add a name');
    await press('Escape');
    expect(await press('ArrowUp')).toBe('Unlink');
    await press('Escape');
    expect(await press('ArrowDown')).toBe('Add a name');
  });

  it('moves the focus with the arrow keys, wrapping at both ends, and with Home and End', async () => {
    const { trigger, click, press } = await setUp();
    await click(trigger);
    expect(await press('ArrowDown')).toBe('Unlink');
    expect(await press('ArrowDown')).toBe('Add a name');
    expect(await press('ArrowUp')).toBe('Unlink');
    expect(await press('Home')).toBe('Add a name');
    expect(await press('End')).toBe('Unlink');
  });

  it('closes with Escape and with its button, and returns the focus', async () => {
    const { menu, trigger, click, press, expanded } = await setUp();
    await click(trigger);
    await press('Escape');
    expect(menu()).toBeNull();
    expect(expanded()).toBe('false');
    expect(document.activeElement).toBe(trigger);
    await click(trigger);
    await click(trigger);
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it('closes when the focus leaves it', async () => {
    const { menu, trigger, next, click, stable } = await setUp();
    await click(trigger);
    next?.focus();
    await stable();
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(next);
  });

  it('closes, focuses its button, and then runs the action, which may open something', async () => {
    const { menu, parent, trigger, click } = await setUp();
    await click(trigger);
    await click(menu()?.querySelector<HTMLElement>('.unlink'));
    expect(parent.chosen).toEqual(['unlink']);
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it('looks disabled without a network, as its actions do, and shows them', async () => {
    const { menu, trigger, click, stable } = await setUp();
    window.dispatchEvent(new Event('offline'));
    await stable();
    expect(trigger?.ariaDisabled).toBe('true');
    await click(trigger);
    const items = [...(menu()?.querySelectorAll('[role="menuitem"]') ?? [])];
    expect(items.map((item) => item.ariaDisabled)).toEqual(['true', 'true']);
    window.dispatchEvent(new Event('online'));
    await stable();
    expect([trigger, ...items].map((each) => each?.ariaDisabled)).toEqual([null, null, null]);
  });

  it('stays closed and keeps the focus while an action runs', async () => {
    const { menu, parent, trigger, click, stable } = await setUp();
    parent.busy.set(true);
    trigger?.focus();
    await stable();
    await click(trigger);
    expect(menu()).toBeNull();
    expect(trigger?.ariaDisabled).toBe('true');
    expect(document.activeElement).toBe(trigger);
  });
});
