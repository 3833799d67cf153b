import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { LanguageMenuPanelComponent } from './language-menu-panel.component';
import { LanguageMenuComponent } from './language-menu.component';
import { LanguageService } from './language.service';
import type { Language } from './languages';

class FakeLanguages {
  readonly chosen: string[] = [];
  online = true;
  current = () => 'en';

  use(language: Language): Promise<boolean> {
    this.chosen.push(language.code);
    return this.online ? Promise.resolve(true) : Promise.reject(new TypeError('Failed to fetch'));
  }
}

describe('LanguageMenuComponent', () => {
  async function open(online = true) {
    const languages = Object.assign(new FakeLanguages(), { online });
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: LanguageService, useValue: languages }],
    });
    const fixture = TestBed.createComponent(LanguageMenuComponent);
    fixture.componentRef.setInput('panel', LanguageMenuPanelComponent);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const opener = host.querySelector<HTMLButtonElement>('.language-opener');
    opener?.click();
    const choose = async (code: string) => {
      host.querySelector<HTMLButtonElement>(`button[lang="${code}"]`)?.click();
      await fixture.whenStable();
    };
    const isOpen = () => host.querySelector('[popover]')?.matches(':popover-open');
    return { host, opener, languages, choose, isOpen };
  }

  it('shows each language by its own name, in its own script, and marks the current one', async () => {
    const { host, opener } = await open();
    const items = [...host.querySelectorAll<HTMLButtonElement>('button[lang]')];
    expect(items.map(({ lang, textContent }) => [lang, textContent.trim()])).toContain(['ar', 'العربية']);
    expect(new Set(items.map((item) => getComputedStyle(item).direction)).size)
      .withContext('directions, which align the names')
      .toBe(1);
    expect(items.filter((item) => item.ariaCurrent === 'true').map(({ lang }) => lang)).toEqual(['en']);
    expect(opener?.textContent.trim()).toMatch(/Language:\s+English/);
  });

  it('switches the language and returns the focus to the menu button', async () => {
    const { languages, opener, choose } = await open();
    await choose('ja');
    expect(languages.chosen).toEqual(['ja']);
    expect(document.activeElement).toBe(opener);
  });

  it('closes without a change when the user chooses the current language', async () => {
    const { languages, choose, isOpen } = await open();
    expect(isOpen()).toBeTrue();
    await choose('en');
    expect(isOpen()).toBeFalse();
    expect(languages.chosen).toEqual([]);
  });

  it('reports that a language could not be fetched, and stays open', async () => {
    const { host, choose, isOpen } = await open(false);
    await choose('fr');
    expect(host.querySelector('[role="status"]')?.textContent).toContain('We couldn’t load this language');
    expect(host.querySelector('[aria-busy]')).toBeNull();
    expect(isOpen()).toBeTrue();
  });
});
