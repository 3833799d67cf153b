import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { aPrimaryIdentity, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { setUpProfile } from './profile-setup.spec';

const many = [
  anIdentity({ user_id: '1', profileData: { name: 'Ada', email: 'ada@work.example' } }),
  anIdentity({ user_id: '2', profileData: { name: 'Ada', email: 'ada@home.example' } }),
  anIdentity({ provider: 'github', user_id: '3', profileData: { nickname: 'adal' } }),
  anIdentity({ provider: 'sms', user_id: '4', profileData: { phone_number: '+493012345' } }),
  anIdentity({ provider: 'windowslive', user_id: '5', profileData: { name: 'Zoë Łukasz' } }),
  anIdentity({ provider: 'samlp', user_id: '6', connection: 'acme', profileData: {} }),
];
const profileWith = (...identities: ReturnType<typeof anIdentity>[]) =>
  aProfile({ identities: [aPrimaryIdentity(), ...identities] });

describe('ProfileComponent: the profile and its list', () => {
  it('shows a skeleton until the profile has loaded', async () => {
    const { linking, profile } = await setUpProfile((fake) => {
      fake.profile.set(undefined);
      fake.identitiesState.set({ stage: 'loading' });
    });
    expect(await profile.loading()).toBeTrue();
    expect(await profile.person()).toBeNull();

    linking.profile.set(aProfile());
    linking.identitiesState.set({ stage: 'loaded' });
    expect(await profile.loading()).toBeFalse();
    const person = await profile.person();
    for (const fact of ['Ada Lovelace', 'ada@example.com', 'Email verified', 'ada', 'Feb 29, 2024', '2026']) {
      expect(person).toContain(fact);
    }
  });

  it('shows nothing after the user has signed out', async () => {
    const { auth, linking, profile, fixture } = await setUpProfile();
    expect(await profile.person()).toContain('Ada Lovelace');
    // As `AccountStore` does for `LinkingService`.
    linking.profile.set(undefined);
    linking.identitiesState.set({ stage: 'loading' });
    auth.signOut();
    await fixture.whenStable();
    expect(await profile.person()).toBeNull();
    expect((fixture.nativeElement as HTMLElement).textContent).not.toContain('ada@example.com');
    expect(await profile.loading()).toBeFalse();
  });

  it('is read-only in a delegated session, and names the actor', async () => {
    const { profile, fixture } = await setUpProfile((fake) => {
      const identities = [aPrimaryIdentity({ nickname: null }), anIdentity({ nickname: null })];
      fake.profile.set(aProfile({ identities, actor: { user_id: 'auth0|support', name: 'Sam of Support' } }));
    });
    const page = fixture.nativeElement as HTMLElement;
    expect(page.querySelector('[role="status"]')?.textContent).toContain('Sam of Support is viewing this account');
    expect(await profile.rows()).toHaveSize(1);
    expect(page.querySelector('button')).toBeNull();
  });

  it('resumes an attempt interrupted by a redirect', async () => {
    const { linking } = await setUpProfile();
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('shows the main sign-in separately, without an unlink button', async () => {
    const { profile } = await setUpProfile();
    const main = await profile.mainRow();
    expect(await main.text()).toContain('Main');
    expect(await main.unlinkLabel()).toBeNull();
    expect((await profile.rows()).length).toBe(1);
  });

  it('names the main sign-in after the profile if its identity has no profile data', async () => {
    const identities = [aPrimaryIdentity({ profileData: {} })];
    const { profile } = await setUpProfile((fake) => fake.profile.set(aProfile({ identities })));
    const text = await (await profile.mainRow()).text();
    expect(text).toContain('Ada Lovelace');
    expect(text).toContain('ada@example.com');
  });

  it('gives every unlink button a unique name', async () => {
    const twin = anIdentity({ user_id: '7', profileData: { name: 'Ada', email: 'ada@work.example' } });
    const { profile } = await setUpProfile((fake) => fake.profile.set(profileWith(...many, twin)));
    const names = await Promise.all((await profile.rows()).map((row) => row.unlinkLabel()));
    expect(names).toContain('Unlink Google, ada@home.example');
    expect(names).toContain('Unlink Google, ada@work.example (7)');
    expect(names).toContain('Unlink acme, 6');
    expect(new Set(names).size).toBe(7);
  });

  it('has a menu with a unique name in each row with several actions', async () => {
    const named = many.map((identity) => ({ ...identity, nickname: null }));
    const { profile } = await setUpProfile((fake) => fake.profile.set(profileWith(...named)));
    const rows = await profile.rows();
    const names = await Promise.all(rows.map((row) => row.actionsLabel()));
    expect(names).toContain('Actions for Google, ada@home.example');
    expect(new Set(names).size).toBe(named.length);
    expect(await Promise.all(rows.map((row) => row.unlinkLabel()))).toContain('Unlink Google, ada@home.example');
  });

  it('shows markup in names as text', async () => {
    const name = '<img src=x onerror="alert(1)">';
    const { profile, fixture } = await setUpProfile((fake) => fake.profile.set({ ...profileWith(), name }));
    expect(await profile.person()).toContain(name);
    expect((fixture.nativeElement as HTMLElement).querySelector('img[onerror]')).toBeNull();
  });

  it('shows a message if no account is linked', async () => {
    const { profile } = await setUpProfile((fake) => fake.profile.set(profileWith()));
    expect(await profile.listEmpty()).toBeTrue();
    expect(await profile.canLink()).toBeTrue();
  });

  it('offers no linking if no connection is allowed', async () => {
    const { profile } = await setUpProfile((fake) => fake.connections.set([]));
    expect(await profile.canLink()).toBeFalse();
  });

  it('has a filter from six rows on, which ignores case and accents, and announces how many it shows', async () => {
    const { fixture, linking, profile } = await setUpProfile((fake) =>
      fake.profile.set(profileWith(...many.slice(0, 5))),
    );
    const found = () =>
      (fixture.nativeElement as HTMLElement).querySelector('onefold-identity-filter [role="status"]')?.textContent;
    expect(await profile.filterShown()).toBeFalse();
    linking.profile.set(profileWith(...many));
    expect(await profile.filterShown()).toBeTrue();

    await profile.filter('zoe');
    expect(await Promise.all((await profile.rows()).map((row) => row.connection()))).toEqual(['Microsoft']);
    await profile.filter('GOOGLE home');
    expect((await profile.rows()).length).toBe(1);
    expect(found()).toBe('1 of 6 linked accounts shown');
    await profile.filter('unknown');
    expect((await profile.rows()).length).toBe(0);
    expect(found()).toBe('No linked accounts match.');
    await profile.filter('');
    expect(found()).toBe('');
    expect((await profile.rows()).length).toBe(6);
  });

  it('shows why the list cannot be loaded, and reloads it', async () => {
    const { linking, profile } = await setUpProfile((fake) => {
      fake.profile.set(undefined);
      fake.identitiesState.set({ stage: 'failed', error: anOnefoldError('offline') });
    });
    const notice = await profile.error();
    expect(await notice?.message()).toContain('No connection');
    expect(await profile.loading()).toBeFalse();
    await notice?.press('Try again');
    expect(linking.calls).toContain(['reload']);
  });

  it('offers to reload even if only support can explain the failure', async () => {
    const { profile } = await setUpProfile((fake) => {
      fake.profile.set(undefined);
      fake.identitiesState.set({ stage: 'failed', error: anOnefoldError('unexpected') });
    });
    expect(await (await profile.error())?.actions()).toEqual(['Try again']);
  });

  it('keeps the list if a reload fails', async () => {
    const { linking, profile } = await setUpProfile();
    linking.identitiesState.set({ stage: 'failed', error: anOnefoldError('server_error') });
    expect(await (await profile.error())?.code()).toBe('server_error');
    expect((await profile.rows()).length).toBe(1);
  });

  it('signs in again if the session has ended, and returns here', async () => {
    const { auth, linking, profile } = await setUpProfile();
    TestBed.inject(Location).go('/profile?tab=1#linked');
    linking.identitiesState.set({ stage: 'failed', error: anOnefoldError('session_expired') });
    await (await profile.error())?.press('Sign in');
    expect(auth.logins).toEqual([{ prompt: 'login', returnTo: '/profile?tab=1#linked' }]);
  });
});
