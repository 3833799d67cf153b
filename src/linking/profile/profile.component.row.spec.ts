import { aKnownIdentity, aPrimaryIdentity, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { settle, setUpProfile } from './profile-setup.spec';

const main = aPrimaryIdentity({ nickname: null, current: true, usable: true });

const setUp = (...identities: ReturnType<typeof aKnownIdentity>[]) =>
  setUpProfile((fake) => fake.profile.set(aProfile({ identities: [main, ...identities] })));

describe('ProfileComponent: contents of a row', () => {
  beforeEach(() => jasmine.clock().install().mockDate(new Date('2026-11-24T12:00:00Z')));
  afterEach(() => jasmine.clock().uninstall());

  it('shows when the identity was linked and used, with the full date', async () => {
    const { profile } = await setUp(aKnownIdentity());
    const [linked, used] = await (await profile.row({ text: /Google/ })).times();
    expect(linked?.words).toMatch(/^Mar 3, 2026, \d/);
    expect(linked?.iso).toBe('2026-03-03T09:00:00.000Z');
    expect(used?.words).toMatch(/^4 days ago \(Nov 20, 2026, \d/);
  });

  it('shows no time if none is known', async () => {
    const { profile } = await setUp(aKnownIdentity({ linked_at: null, last_used_at: null }));
    const row = await profile.row({ text: /Google/ });
    expect(await row.times()).toEqual([]);
    expect(await row.text()).not.toContain('Last used');
  });

  it('marks the identity of the current session', async () => {
    const { profile } = await setUp(aKnownIdentity());
    expect(await (await profile.mainRow()).badges()).toEqual(['Main', 'Current session']);
    expect(await (await profile.row({ text: /Google/ })).badges()).toEqual([]);
  });

  it('explains an identity that cannot be used to sign in', async () => {
    const { profile } = await setUp(
      aKnownIdentity({ usable: false }),
      aKnownIdentity({ user_id: '2', label: 'Other' }),
    );
    expect(await (await profile.row({ text: /Google/ })).saysUnusable()).toBeTrue();
    expect(await (await profile.row({ text: /Other/ })).saysUnusable()).toBeFalse();
  });

  it('shows in the row why its link could not be undone', async () => {
    const { fixture, linking, profile } = await setUp(
      aKnownIdentity(),
      aKnownIdentity({ user_id: '2', label: 'Other' }),
    );
    linking.profile.update(
      (known) =>
        known && {
          ...known,
          undo: {
            handle: '7b0f2f5e-9f0f-4b6f-9d31-0d9f4b3c6a11',
            kind: 'link',
            identity: { provider: 'google-oauth2', user_id: '2', connection: 'google-oauth2', label: 'Other' },
            expires_at: '2026-11-24T12:10:00Z',
          },
        },
    );
    linking.nextError = anOnefoldError('server_error');
    await (await profile.undoBar())?.undo();
    await settle(fixture);
    const rows = (fixture.nativeElement as HTMLElement).querySelectorAll('onefold-identity-list li');
    const notices = [...rows].map((row) => row.querySelector('onefold-error-notice') !== null);
    expect(notices).toEqual([...rows].map((row) => row.textContent.includes('Other')));
    expect(notices).toContain(true);
  });

  it('omits server-only fields without a linking server', async () => {
    const { profile } = await setUpProfile((fake) =>
      fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), anIdentity()] })),
    );
    const row = await profile.row({ text: /Google/ });
    expect(await row.renameLabel()).toBeNull();
    expect(await row.times()).toEqual([]);
    expect(await row.saysUnusable()).toBeFalse();
    expect(await profile.undoBar()).toBeNull();
  });

  it('shows a nickname first and the connection beside it, and finds it by either', async () => {
    const many = ['1', '2', '3', '4', '5'].map((user_id) => aKnownIdentity({ user_id }));
    const { profile } = await setUp(...many, aKnownIdentity({ user_id: '6', nickname: 'Büro' }));
    const row = await profile.row({ text: /Büro/ });
    expect(await row.connection()).toMatch(/^\s*Büro\s*Google\s*$/);
    await profile.filter('buro google');
    expect((await profile.rows()).length).toBe(1);
  });
});
