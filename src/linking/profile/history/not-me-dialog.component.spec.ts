import { anOnefoldError } from '@onefold/angular/testing';
import { anEventOf, openActivity, settled } from './activity-setup.spec';

describe('"This was not me" in the history', () => {
  afterEach(() => sessionStorage.clear());

  async function ask() {
    const event = anEventOf(0);
    const parts = await openActivity((fake) => (fake.historyPage = { events: [event], next: null }));
    const [entry] = await parts.history.entries();
    if (!entry) throw new Error('No entry found.');
    await entry.notYou();
    return { ...parts, event, entry, dialog: await parts.activity.notMeDialog() };
  }

  it('asks for confirmation, naming the entry and the consequences', async () => {
    const { dialog, linking } = await ask();
    expect(await dialog?.heading()).toBe('Don’t recognize this?');
    expect(await dialog?.headingFocused()).toBeTrue();
    const text = await dialog?.text();
    for (const expected of ['Google, ada@example.com was linked', 'Firefox on Windows', 'on every device']) {
      expect(text).toContain(expected);
    }
    expect(linking.calls.some(([call]) => call === 'flagEvent')).toBeFalse();
  });

  it('changes nothing if the user recognizes the entry, and restores the focus', async () => {
    const { dialog, activity, entry, linking } = await ask();
    await dialog?.press('It was me');
    expect(await activity.notMeDialog()).toBeNull();
    expect(await entry.notYouFocused()).toBeTrue();
    expect(linking.calls.some(([call]) => call === 'flagEvent')).toBeFalse();
  });

  it('ends all sessions once, and signs out', async () => {
    const { dialog, linking, auth, event } = await ask();
    const release = linking.hold();
    await dialog?.press('Sign out everywhere', 2);
    expect(await dialog?.busy()).toBeTrue();
    await dialog?.escape();
    expect(auth.logouts).toBe(0);
    release();
    await settled();
    expect(await dialog?.text()).toContain('All devices were signed out.');
    expect(linking.calls.filter(([call]) => call === 'flagEvent')).toEqual([['flagEvent', event.id]]);
    expect(auth.logouts).toBe(1);
    expect(sessionStorage.getItem('onefold.signed-out-everywhere'))
      .withContext('for the page on which it lands')
      .toBe('true');
  });

  it('stays signed in with the reason if it failed, and retries', async () => {
    const { dialog, linking, auth } = await ask();
    linking.nextError = anOnefoldError('server_error');
    await dialog?.press('Sign out everywhere');
    await settled();
    expect(await (await dialog?.error())?.code()).toBe('server_error');
    expect(auth.logouts).toBe(0);
    await (await dialog?.error())?.press('Try again');
    await settled();
    expect(auth.logouts).toBe(1);
  });

  it('reports the ended sessions if only signing out here failed', async () => {
    const { dialog, linking, auth } = await ask();
    auth.rejection = anOnefoldError('offline');
    await dialog?.press('Sign out everywhere');
    await settled();
    expect(await dialog?.text()).toContain('All devices were signed out, but we couldn’t sign you out here.');
    expect(sessionStorage.getItem('onefold.signed-out-everywhere')).toBeNull();
    auth.rejection = null;
    await (await dialog?.error())?.press('Try again');
    await settled();
    expect(linking.calls.filter(([call]) => call === 'flagEvent')).toHaveSize(1);
    expect(auth.logouts).toBe(2);
  });

  it('reloads the account if the entry no longer exists', async () => {
    const { dialog, activity, linking } = await ask();
    linking.nextError = anOnefoldError('account_changed');
    await dialog?.press('Sign out everywhere');
    await settled();
    await (await dialog?.error())?.press('Reload the list');
    expect(linking.calls).toContain(['reload']);
    expect(await activity.notMeDialog()).toBeNull();
  });
});
