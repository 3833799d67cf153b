import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { aPrimaryIdentity, aProfile, anIdentity } from '@onefold/angular/testing';
import { clearTranslations, loadTranslations } from '@angular/localize';
import { filter, firstValueFrom, skip } from 'rxjs';
import type { Identity } from '../model/identity';
import { listSettled, setUpLinking } from '../testing/support/linking-setup';

describe('LinkingService: the list', () => {
  it('is loaded once for all readers', async () => {
    const { linking, gateway } = setUpLinking();
    const profile = await firstValueFrom(linking.profile$);
    const identities = await firstValueFrom(linking.identities$);
    expect(profile?.user_id).toBe('auth0|ada');
    expect(linking.identities()).toBe(identities);
    expect(linking.profile()).toBe(profile);
    expect(linking.identitiesState()).toEqual({ stage: 'loaded' });
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(1);
  });

  it('keeps the application unstable while it loads, so that less urgent work waits for it', async () => {
    const { linking, gateway } = setUpLinking();
    const app = TestBed.inject(ApplicationRef);
    await app.whenStable();
    const release = gateway.hold();
    const loading = linking.reload();
    expect(await firstValueFrom(app.isStable)).toBeFalse();
    release();
    await loading;
    await app.whenStable();
    expect(linking.identitiesState()).toEqual({ stage: 'loaded' });
  });

  it('includes the connections that may be linked', async () => {
    const { linking } = setUpLinking();
    await listSettled(linking);
    expect(linking.connections().map(({ name }) => name)).toEqual(['google-oauth2', 'github']);
  });

  it('reports why it could not be loaded, and loads on retry', async () => {
    const { linking, gateway } = setUpLinking();
    await listSettled(linking);
    gateway.failNext('profile', 'offline');
    await linking.reload();
    expect(linking.identitiesState()).toEqual({
      stage: 'failed',
      error: jasmine.objectContaining({ code: 'offline' }),
    });
    expect(linking.identities()?.length).toBe(2);
    await linking.reload();
    expect(linking.identitiesState().stage).toBe('loaded');
  });

  it('does not show the profile of a different user', async () => {
    const { linking, gateway } = setUpLinking();
    gateway.account = aProfile({ user_id: 'auth0|eve' });
    await listSettled(linking);
    expect(linking.profile()).toBeUndefined();
    expect(linking.identitiesState()).toEqual({
      stage: 'failed',
      error: jasmine.objectContaining({ code: 'session_changed' }),
    });
  });

  it('has the name and address of the account in its main identity, also after an unlink', async () => {
    const { linking, gateway } = setUpLinking();
    const [main, other] = [aPrimaryIdentity({ profileData: {} }), anIdentity({ profileData: { name: 'Other' } })];
    gateway.account = aProfile({ name: 'Ada', email: 'ada@example.com', identities: [main, other] });
    const seen: unknown[] = [];
    linking.identities$.subscribe((identities) => seen.push(identities.map(({ profileData }) => profileData)));
    await listSettled(linking);
    const facts = jasmine.objectContaining({ name: 'Ada', email: 'ada@example.com' });
    expect(seen).toEqual([[facts, { name: 'Other' }]]);
    await linking.unlink(other);
    expect(seen.at(-1)).toEqual([facts]);
  });

  it('uses the labels of the application, for identities and for connections', async () => {
    const { linking, gateway } = setUpLinking({ github: 'Code', 'Username-Password-Authentication': 'Password' });
    const identities = [aPrimaryIdentity({ label: 'Email and password' }), anIdentity({ label: 'Google' })];
    gateway.account = aProfile({ identities });
    await listSettled(linking);
    expect(linking.identities()?.map(({ label }) => label)).toEqual(['Password', 'Google']);
    expect(linking.connections().map(({ label }) => label)).toEqual(['Google', 'Code']);
  });

  it('names connections without a configured label in the language of the page', async () => {
    loadTranslations({ 'onefold.connection.database': 'E-Mail und Passwort' });
    const { linking, gateway } = setUpLinking();
    const database = { provider: 'auth0', connection: 'Username-Password-Authentication' };
    gateway.linkable = [
      { name: 'github', label: 'github' },
      { name: 'windowslive', label: 'My own' },
    ];
    gateway.account = aProfile({
      identities: [
        aPrimaryIdentity({ label: 'Username-Password-Authentication' }),
        anIdentity({ ...database, label: 'Email and password' }),
        anIdentity({ provider: 'github', connection: 'github', label: 'github' }),
      ],
    });
    await listSettled(linking);
    expect(linking.identities()?.map(({ label }) => label)).toEqual([
      'E-Mail und Passwort',
      'Email and password',
      'GitHub',
    ]);
    expect(linking.connections().map(({ label }) => label)).toEqual(['GitHub', 'My own']);
    clearTranslations();
  });

  it('is cleared when the user signs out, and loaded for the next user', async () => {
    const { linking, gateway, auth } = setUpLinking();
    await listSettled(linking);
    auth.signOut();
    expect(linking.profile()).toBeUndefined();
    expect(linking.identities()).toBeUndefined();
    gateway.account = aProfile({ user_id: 'auth0|eve' });
    auth.signIn({ sub: 'auth0|eve' });
    await listSettled(linking);
    expect(linking.profile()?.user_id).toBe('auth0|eve');
  });

  it('does not show the response for a user who has signed out', async () => {
    const { linking, gateway, auth } = setUpLinking();
    await listSettled(linking);
    const release = gateway.hold();
    const loading = linking.reload();
    auth.signOut();
    release();
    await loading;
    expect(linking.profile()).toBeUndefined();
  });

  it('does not let an older response overwrite the result of an unlink', async () => {
    const { linking, gateway } = setUpLinking();
    await listSettled(linking);
    const stale = gateway.account;
    let resolveStale: (() => void) | undefined;
    spyOn(gateway, 'profile').and.returnValue(new Promise((resolve) => (resolveStale = () => resolve(stale))));
    const reload = linking.reload();
    await linking.unlink(anIdentity());
    resolveStale?.();
    await reload;
    expect(linking.identities()?.length).toBe(1);
  });
});

describe('LinkingService: two tabs', () => {
  let otherTab: BroadcastChannel;
  beforeEach(() => (otherTab = new BroadcastChannel('onefold.identities')));
  afterEach(() => otherTab.close());

  const next = () =>
    new Promise<{ subject: string; identities: Identity[] }>((resolve) => {
      otherTab.onmessage = ({ data }: MessageEvent<{ subject: string; identities: Identity[] }>) => resolve(data);
    });

  it('sends the result of an unlink to the other tab', async () => {
    const { linking } = setUpLinking();
    await listSettled(linking);
    const message = next();
    await linking.unlink(anIdentity());
    expect(await message).toEqual({ subject: 'auth0|ada', identities: [aPrimaryIdentity()] });
  });

  it('shows the result of the other tab without a request', async () => {
    const { linking, gateway } = setUpLinking();
    await listSettled(linking);
    const shown = firstValueFrom(linking.identities$.pipe(filter(({ length }) => length === 1)));
    otherTab.postMessage({ subject: 'auth0|ada', identities: [aPrimaryIdentity()] });
    expect((await shown).length).toBe(1);
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(1);
  });

  it('emits empty values once the user has signed out', async () => {
    const { auth, linking } = setUpLinking();
    await listSettled(linking);
    const profiles: unknown[] = [];
    const lists: number[] = [];
    linking.profile$.subscribe((profile) => profiles.push(profile?.user_id ?? null));
    linking.identities$.subscribe(({ length }) => lists.push(length));
    auth.signOut();
    expect(profiles).toEqual(['auth0|ada', null]);
    expect(lists).toEqual([2, 0]);
  });

  it('parses a profile from another tab like any input', async () => {
    const { linking } = setUpLinking();
    await listSettled(linking);
    const received = firstValueFrom(linking.profile$.pipe(skip(1)));
    otherTab.postMessage({
      subject: 'auth0|ada',
      user_id: 'auth0|ada',
      name: 7,
      suggestions: ['x'],
      identities: [aPrimaryIdentity()],
    });
    const profile = await received;
    expect([profile?.name, profile?.suggestions]).toEqual([undefined, []]);
  });

  it("ignores another account's list and malformed lists", async () => {
    const { linking } = setUpLinking();
    await listSettled(linking);
    const shown = firstValueFrom(linking.identities$.pipe(filter(({ length }) => length !== 2)));
    otherTab.postMessage({ subject: 'auth0|eve', identities: [aPrimaryIdentity()] });
    otherTab.postMessage({ subject: 'auth0|ada', identities: [{ provider: 'auth0' }] });
    otherTab.postMessage('hello');
    expect(linking.identities()?.length).toBe(2);
    // Messages arrive in order: when this one is here, the others have been.
    const three = [aPrimaryIdentity(), anIdentity(), anIdentity({ user_id: '109' })];
    otherTab.postMessage({ subject: 'auth0|ada', identities: three });
    expect((await shown).map(({ user_id }) => user_id)).toEqual(['ada', '108', '109']);
  });
});
