import { TestBed } from '@angular/core/testing';
import { Router, TitleStrategy, provideRouter } from '@angular/router';
import { LinkingService } from '@onefold/angular/linking';
import {
  FakeAuthService,
  FakeLinkingService,
  aCandidate,
  aConnection,
  provideFakeAuth,
} from '@onefold/angular/testing';
import { clearTranslations, loadTranslations } from '@angular/localize';
import { routes } from '../app.routes';
import { PORTAL_CONFIG } from '../configuration/portal-config';
import { PortalTitleStrategy } from '../routing/portal-title.strategy';
import { LanguageRootComponent } from './language-root.component';
import { LanguageService } from './language.service';

const GERMAN = { 'onefold.language': 'de', 'app.shell.home': 'Start', 'app.title.profile': 'Profil' };
const german = { code: 'de', dir: 'ltr' } as const;
const arabic = { code: 'ar', dir: 'rtl' } as const;
const loadTexts = () => Promise.resolve(() => loadTranslations(GERMAN));

describe('the languages', () => {
  const root = document.documentElement;
  const before = { lang: root.lang, dir: root.dir };

  async function setUp() {
    // Everything but these few texts stays English, which Angular warns about.
    spyOn(console, 'warn');
    TestBed.configureTestingModule({
      providers: [
        provideRouter(routes),
        provideFakeAuth(),
        FakeLinkingService,
        { provide: LinkingService, useExisting: FakeLinkingService },
        { provide: TitleStrategy, useExisting: PortalTitleStrategy },
        {
          provide: PORTAL_CONFIG,
          useValue: Promise.resolve({ domain: 'x.eu.auth0.com', clientId: 'abc', connections: [] }),
        },
      ],
    });
    TestBed.inject(FakeAuthService).signIn();
    const fixture = TestBed.createComponent(LanguageRootComponent);
    await TestBed.inject(Router).navigateByUrl('/profile');
    await fixture.whenStable();
    const shell = fixture.nativeElement as HTMLElement;
    return { fixture, shell, service: TestBed.inject(LanguageService), linking: TestBed.inject(FakeLinkingService) };
  }

  afterEach(() => {
    clearTranslations();
    Object.assign(root, before);
    localStorage.removeItem('onefold.language');
  });

  it('change without leaving the page: the title, the page language and the remembered choice follow', async () => {
    const { fixture, shell, service } = await setUp();
    expect(document.title).toBe('Profile – Onefold');
    expect(await service.use(german, loadTexts)).toBeTrue();
    await fixture.whenStable();
    expect(shell.querySelector('nav a')?.textContent).toBe('Start');
    expect(shell.querySelector('onefold-profile')).not.toBeNull();
    expect(shell.querySelector('nav a[aria-current]')?.getAttribute('href')).toBe('/profile');
    expect(document.title).toBe('Profil – Onefold');
    expect([root.lang, root.dir]).toEqual(['de', 'ltr']);
    expect(localStorage.getItem('onefold.language')).toBe('de');
  });

  it('change back to English', async () => {
    const { fixture, shell, service } = await setUp();
    await service.use(german, loadTexts);
    await service.use({ code: 'en', dir: 'ltr' });
    await fixture.whenStable();
    expect(shell.querySelector('nav a')?.textContent).toBe('Home');
    expect(root.lang).toBe('en');
  });

  it('render from right to left in Arabic', async () => {
    const { service } = await setUp();
    await service.use(arabic, loadTexts);
    expect([root.lang, root.dir]).toEqual(['ar', 'rtl']);
  });

  it('apply the last of two choices, even if the first loads more slowly', async () => {
    const { service } = await setUp();
    const slow = Promise.withResolvers<() => void>();
    const first = service.use(german, () => slow.promise);
    await service.use(arabic, () => Promise.resolve(() => undefined));
    slow.resolve(() => loadTranslations(GERMAN));
    expect(await first).toBeFalse();
    expect(service.current()).toBe('ar');
  });

  it('do not change if the texts cannot be fetched', async () => {
    const { service } = await setUp();
    const offline = new TypeError('Failed to fetch');
    await expectAsync(service.use(german, () => Promise.reject(offline))).toBeRejectedWith(offline);
    expect(service.current()).toBe('en');
    expect(localStorage.getItem('onefold.language')).toBeNull();
  });

  it('keep a running link attempt, with its dialog in the new language', async () => {
    const { fixture, shell, service, linking } = await setUp();
    linking.linkState.set({ stage: 'confirming', connection: aConnection(), candidate: aCandidate() });
    await fixture.whenStable();
    expect(shell.querySelector('onefold-link-dialog')).not.toBeNull();
    await service.use(german, loadTexts);
    await fixture.whenStable();
    expect(shell.querySelector('onefold-link-dialog')).not.toBeNull();
    expect(linking.calls.map(([command]) => command)).not.toContain('cancelLink');
  });
});
