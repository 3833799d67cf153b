import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Location } from '@angular/common';
import { SpyLocation } from '@angular/common/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { LinkingService } from '@onefold/angular/linking';
import {
  FakeAuthService,
  FakeLinkingService,
  SuggestionsHarness,
  aCandidate,
  aProfile,
  aSuggestion,
  anOnefoldError,
  provideFakeAuth,
} from '@onefold/angular/testing';
import { settle } from '../profile-setup.spec';
import { loadLoginSuggestions } from './load-login-suggestions';
import { SuggestionsSlotComponent } from './suggestions-slot.component';

const GITHUB = aSuggestion();
const GOOGLE = aSuggestion({
  id: 's2',
  connection: { name: 'google-oauth2', label: 'Google', provider: 'google-oauth2' },
});

describe('suggestions', () => {
  async function setUp(suggestions = [GITHUB, GOOGLE], address = '/profile') {
    TestBed.configureTestingModule({
      providers: [
        FakeLinkingService,
        { provide: LinkingService, useExisting: FakeLinkingService },
        { provide: Location, useClass: SpyLocation },
        provideFakeAuth(),
      ],
    });
    TestBed.inject(Location).go(address);
    const linking = TestBed.inject(FakeLinkingService);
    linking.profile.set(aProfile({ suggestions }));
    const fixture = TestBed.createComponent(SuggestionsSlotComponent);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const shown = () => loader.getHarnessOrNull(SuggestionsHarness);
    const only = () => loader.getHarness(SuggestionsHarness);
    return { fixture, linking, auth: TestBed.inject(FakeAuthService), shown, only };
  }

  it('render nothing if there are none', async () => {
    const { shown, linking } = await setUp([]);
    expect(await shown()).toBeNull();
    linking.profile.set(aProfile());
    expect(await shown()).toBeNull();
  });

  it('name the provider and the address', async () => {
    const { only } = await setUp();
    expect(await (await only()).suggestions()).toEqual([
      'You also have an account with GitHub: ada@example.com.',
      'You also have an account with Google: ada@example.com.',
    ]);
  });

  it('show the user’s own address in full, and any other masked', async () => {
    const { only, linking } = await setUp();
    linking.profile.set(aProfile({ email: 'anna@example.com', suggestions: [GITHUB] }));
    expect(await (await only()).suggestions()).toEqual(['You also have an account with GitHub: anna@example.com.']);
    linking.profile.set(aProfile({ email: 'anna@old.example', suggestions: [GITHUB] }));
    expect(await (await only()).suggestions()).toEqual([
      'You also have an account with GitHub: a\u2060…\u2060a@example.com.',
    ]);
  });

  it('appear when the profile is loaded again', async () => {
    const { shown, linking } = await setUp([]);
    linking.profile.set(aProfile({ suggestions: [GITHUB] }));
    expect(await (await shown())?.suggestions()).toHaveSize(1);
  });

  it('start to link in the click itself', async () => {
    const { only, linking } = await setUp();
    await (await only()).link('Link Google, ada@example.com');
    expect(linking.calls).toEqual([['link', GOOGLE.connection]]);
  });

  it('look disabled while another account is being linked', async () => {
    const { only, linking } = await setUp();
    const disabled = async () => {
      await (await only()).suggestions();
      return document.querySelector('[aria-label="Link Google, ada@example.com"]')?.ariaDisabled;
    };
    linking.linkState.set({ stage: 'linking', connection: GITHUB.connection, candidate: aCandidate() });
    expect(await disabled()).toBe('true');
    linking.linkState.set({ stage: 'idle' });
    expect(await disabled()).toBeNull();
  });

  it('disappear at once when dismissed, announce it, and move the focus on', async () => {
    const { only, linking } = await setUp();
    const release = linking.hold();
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    expect(await suggestions.suggestions()).toHaveSize(1);
    expect(await suggestions.status()).toBe('We won’t suggest this account again.');
    expect(await suggestions.focused('Don’t suggest again: Google, ada@example.com')).toBeTrue();
    release();
    expect(linking.calls).toEqual([['dismissSuggestion', 's1']]);
    expect(await suggestions.suggestions()).toHaveSize(1);
  });

  it('show a message after the last one is dismissed, and focus it', async () => {
    const { only } = await setUp([GITHUB]);
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    expect(await suggestions.hasHeading()).toBeFalse();
    expect(await suggestions.status()).toBe('We won’t suggest this account again.');
    expect(await suggestions.statusFocused()).toBeTrue();
  });

  it('reappear with the reason if dismissing fails, and are dismissed on retry', async () => {
    const { only, linking } = await setUp();
    linking.nextError = anOnefoldError('server_error');
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    expect(await suggestions.suggestions()).toHaveSize(2);
    expect(await suggestions.status()).toBe('');
    expect(await (await suggestions.error())?.code()).toBe('server_error');
    await (await suggestions.error())?.press('Try again');
    expect(await suggestions.suggestions()).toHaveSize(1);
    expect(await suggestions.error()).toBeNull();
  });

  it('stay, and say why, while the dismissal waits for another change', async () => {
    const { only, linking } = await setUp();
    const release = linking.hold();
    linking.queued.set(new Set(['s1']));
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    expect(await suggestions.suggestions()).toHaveSize(2);
    expect(await suggestions.waiting()).toEqual([
      'Another change is in progress. We’ll stop suggesting this account as soon as it’s done.',
    ]);
    expect(await suggestions.status()).toBe('');
    linking.queued.set(new Set());
    expect(await suggestions.suggestions()).toHaveSize(1);
    release();
    expect(await suggestions.status()).toBe('We won’t suggest this account again.');
    expect(await suggestions.focused('Don’t suggest again: Google, ada@example.com')).toBeTrue();
  });

  it('stay without an error if the user cancels the dismissal while it waits', async () => {
    const { fixture, only, linking } = await setUp();
    const release = linking.hold();
    linking.nextError = anOnefoldError('change_in_progress');
    linking.queued.set(new Set(['s1']));
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    await suggestions.cancel();
    expect(linking.calls.at(-1)).toEqual(['cancelQueued', 's1']);
    release();
    await settle(fixture);
    expect(await suggestions.waiting()).toEqual([]);
    expect(await suggestions.suggestions()).toHaveSize(2);
    expect(await suggestions.error()).toBeNull();
    expect(await suggestions.focused('Don’t suggest again: GitHub, ada@example.com')).toBeTrue();
  });

  it('offer to sign in if that is the remedy', async () => {
    const { only, linking, auth } = await setUp();
    linking.nextError = anOnefoldError('unauthorized');
    const suggestions = await only();
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    await (await suggestions.error())?.press('Sign in');
    expect(auth.logins).toEqual([jasmine.objectContaining({ prompt: 'login' })]);
  });

  it('receive the focus if a link on another page led to them', async () => {
    const { only } = await setUp([GITHUB, GOOGLE], '/profile#suggestions');
    expect(await (await only()).focused('Link GitHub, ada@example.com')).toBeTrue();
  });

  it('do not move the focus otherwise', async () => {
    const { only } = await setUp();
    expect(await (await only()).focused('Link GitHub, ada@example.com')).toBeFalse();
  });
});

describe('suggestions of a login', () => {
  const USER = { sub: 'auth0|ada', name: 'Ada Lovelace', suggestions: [GITHUB, GOOGLE] };

  async function setUp() {
    TestBed.configureTestingModule({
      providers: [
        FakeLinkingService,
        { provide: LinkingService, useExisting: FakeLinkingService },
        provideFakeAuth(),
        provideRouter([]),
      ],
    });
    TestBed.inject(FakeAuthService).signIn(USER);
    const fixture = TestBed.createComponent(await loadLoginSuggestions());
    fixture.componentRef.setInput('profilePath', '/account');
    const suggestions = await TestbedHarnessEnvironment.loader(fixture).getHarness(SuggestionsHarness);
    return { suggestions, linking: TestBed.inject(FakeLinkingService) };
  }

  it('come from the token, one at a time, and lead to the profile', async () => {
    const { suggestions } = await setUp();
    expect(await suggestions.suggestions()).toEqual([jasmine.stringContaining('GitHub')]);
    expect(await suggestions.hasHeading()).toBeFalse();
    expect(await suggestions.address('Link GitHub, ada@example.com')).toBe('/account#suggestions');
  });

  it('are replaced by the profile’s once it has loaded', async () => {
    const { suggestions, linking } = await setUp();
    linking.profile.set(aProfile({ suggestions: [GOOGLE] }));
    expect(await suggestions.suggestions()).toEqual([jasmine.stringContaining('Google')]);
  });

  it('are dismissed permanently', async () => {
    const { suggestions, linking } = await setUp();
    linking.profile.set(aProfile({ suggestions: USER.suggestions }));
    await suggestions.dismiss('Don’t suggest again: GitHub, ada@example.com');
    expect(linking.calls).toEqual([['dismissSuggestion', 's1']]);
    expect(await suggestions.suggestions()).toEqual([jasmine.stringContaining('Google')]);
    expect(await suggestions.focused('Don’t suggest again: Google, ada@example.com')).toBeTrue();
  });
});
