import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { UpdatePromptComponent } from './update-prompt.component';

describe('the update prompt', () => {
  async function setUp() {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(UpdatePromptComponent);
    const element = fixture.nativeElement as HTMLElement;
    let postponed = 0;
    fixture.componentInstance.later.subscribe(() => postponed++);
    fixture.detectChanges();
    const first = element.querySelector('[role=status]')?.textContent;
    await new Promise(requestAnimationFrame);
    await fixture.whenStable();
    return { fixture, element, first, postponed: () => postponed };
  }

  it('fills its live region only after rendering it, so that screen readers announce the text', async () => {
    const { element, first } = await setUp();
    expect(first).toBe('');
    expect(element.querySelector('[role=status]')?.textContent).toBe('A new version is ready.');
    expect(element.querySelector('section')?.getAttribute('aria-label')).toBe('Update');
  });

  it('can be postponed', async () => {
    const { element, postponed } = await setUp();
    const buttons = [...element.querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['Later', 'Reload']);
    buttons[0]?.click();
    expect(postponed()).toBe(1);
  });

  it('reports the height that other bars at the foot of the page must keep clear', async () => {
    const { fixture, element } = await setUp();
    const offset = () => document.documentElement.style.getPropertyValue('--onefold-foot-offset');
    // The size is measured after the frame in which it was drawn.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const floats = getComputedStyle(element).position === 'fixed';
    expect(offset()).toBe(floats ? `${String(element.offsetHeight + 8)}px` : '0px');
    fixture.destroy();
    expect(offset()).toBe('');
  });
});
