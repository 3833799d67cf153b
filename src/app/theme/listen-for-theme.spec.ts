import { chosenTheme } from './chosen-theme';
import { listenForTheme } from './listen-for-theme';

describe('the theme switch', () => {
  const frames: HTMLIFrameElement[] = [];

  afterEach(() => {
    frames.splice(0).forEach((frame) => frame.remove());
    localStorage.removeItem('onefold.theme');
  });

  function open(theme?: string) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frames.push(frame);
    const page = frame.contentDocument;
    if (!page) throw new Error('The frame has no document.');
    if (theme !== undefined) page.documentElement.dataset['theme'] = theme;
    page.body.innerHTML = ['footer', 'menu']
      .map(
        (name) =>
          `<fieldset class="theme-choice">${['system', 'light', 'dark']
            .map((value) => `<input type="radio" name="${name}" value="${value}">`)
            .join('')}</fieldset>`,
      )
      .join('');
    listenForTheme(page);
    return {
      page,
      root: page.documentElement,
      checked: () => [...page.querySelectorAll<HTMLInputElement>(':checked')].map(({ value }) => value),
      choose: (value: string) => page.querySelector<HTMLInputElement>(`[value="${value}"]`)?.click(),
    };
  }

  it('selects the theme of boot.js in every switch', () => {
    expect(open('dark').checked()).toEqual(['dark', 'dark']);
    expect(open().checked()).toEqual(['system', 'system']);
    expect(open('neon').checked()).toEqual(['system', 'system']);
  });

  it('applies the chosen theme, selects it in the other switch, and remembers it', () => {
    const { page, root, checked, choose } = open();
    choose('light');
    expect(root.dataset['theme']).toBe('light');
    expect(chosenTheme(page)).toBe('light');
    expect(checked()).toEqual(['light', 'light']);
    expect(localStorage.getItem('onefold.theme')).toBe('light');
  });

  it('returns to the system theme, and forgets the earlier choice', () => {
    const { root, checked, choose } = open('dark');
    choose('light');
    choose('system');
    expect('theme' in root.dataset).toBeFalse();
    expect(checked()).toEqual(['system', 'system']);
    expect(localStorage.getItem('onefold.theme')).toBeNull();
  });
});
