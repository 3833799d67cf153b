import { aCandidate, aConnection, aMergePreview, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { setUpProfile } from './profile-setup.spec';

const connection = aConnection();
const candidate = aCandidate({ name: 'Ada L.', email: 'ada@gmail.example' });

describe('ProfileComponent: linking', () => {
  it('offers the allowed connections only', async () => {
    const { profile } = await setUpProfile();
    const dialog = await profile.linkAccount();
    expect(await dialog.heading()).toBe('Link with:');
    expect(await dialog.headingFocused()).toBeTrue();
    expect(await dialog.connections()).toEqual(['Google', 'GitHub']);
  });

  it('filters many connections, and announces the result', async () => {
    const { linking, profile } = await setUpProfile();
    expect(await (await profile.linkAccount()).searchable()).toBeFalse();
    const labels = ['Google', 'GitHub', 'Microsoft', 'Apple', 'Facebook', 'LinkedIn'];
    linking.connections.set([
      ...labels.map((label) => aConnection({ name: label, label })),
      aConnection({ name: 'acme', label: 'Acme Corporation', provider: 'samlp' }),
    ]);
    const dialog = await profile.linkAccount();
    expect(await dialog.connections()).toEqual([...labels, 'Acme Corporation']);
    await dialog.search('corp');
    expect(await dialog.connections()).toEqual(['Acme Corporation']);
    expect(await dialog.searchResult()).toBe('1 of 7 shown');
    await dialog.search('zzz');
    expect(await dialog.connections()).toEqual([]);
    expect(await dialog.searchResult()).toContain('No providers match “zzz”.');
    await dialog.press('Show all');
    expect((await dialog.connections()).length).toBe(7);
  });

  it('says that there is nothing to link', async () => {
    const { linking, profile } = await setUpProfile();
    const dialog = await profile.linkAccount();
    linking.connections.set([]);
    expect(await dialog.text()).toContain('There’s nothing to link right now.');
  });

  it('shows that the browser is offline and that the link will continue', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'proving-secondary', connection, mode: 'popup' });
    const dialog = await profile.linkDialog();
    window.dispatchEvent(new Event('offline'));
    expect(await dialog?.text()).toContain('You’re offline.');
    window.dispatchEvent(new Event('online'));
    expect(await dialog?.text()).toContain('in the window that just opened');
  });

  for (const [press, options] of [
    ['Try again', {}],
    ['Continue in this window', { mode: 'redirect' }],
  ] as const) {
    it(`offers "${press}" instead of showing the window while it looks closed`, async () => {
      const { linking, profile } = await setUpProfile();
      linking.linkState.set({ stage: 'proving-secondary', connection, mode: 'popup', windowClosed: true });
      const dialog = await profile.linkDialog();
      expect(await dialog?.text()).toContain('We can’t see the sign-in window.');
      expect(await dialog?.text()).not.toContain('Show window');
      await dialog?.press(press);
      expect(linking.calls.slice(-2)).toEqual([['cancelLink'], ['link', connection, options]]);
    });
  }

  it('does not offer to show a detached window', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'proving-secondary', connection, mode: 'popup', windowDetached: true });
    expect(await (await profile.linkDialog())?.actions()).toEqual(['Close', 'Cancel']);
  });

  it('reports an unknown result, and reloads the list on "Close"', async () => {
    const { linking, profile } = await setUpProfile();
    const error = anOnefoldError('outcome_unknown');
    linking.linkState.set({ stage: 'failed', connection, error, candidate, retryable: false });
    const dialog = await profile.linkDialog();
    expect(await dialog?.heading()).toBe('Was the account linked?');
    await dialog?.press('Close');
    expect(linking.calls.slice(-2)).toEqual([['cancelLink'], ['reload']]);
    expect(await profile.linkDialog()).toBeNull();
  });

  it('asks for the main account as soon as the first sign-in ends, even if the server refused it', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'proving-primary', connection, candidate: null, mode: 'popup' });
    const dialog = await profile.linkDialog();
    expect(await dialog?.heading()).toBe('Confirm it’s you');
    expect(await dialog?.text()).toContain('Google');
  });

  it('names the proved account and the account of the second sign-in', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'proving-primary', connection, candidate, mode: 'popup' });
    const text = await (await profile.linkDialog())?.text();
    for (const said of ['Ada L.', 'ada@gmail.example', 'Google', 'Ada Lovelace', 'ada@example.com']) {
      expect(text).toContain(said);
    }
  });

  it('starts in the click, shows instructions, and can focus the window', async () => {
    const { linking, profile } = await setUpProfile();
    const dialog = await profile.linkAccount();
    await dialog.choose('GitHub');
    expect(linking.calls.at(-1)).toEqual(['link', aConnection({ name: 'github', label: 'GitHub' })]);
    expect(await dialog.heading()).toBe('Sign in with GitHub');

    linking.linkState.set({ stage: 'proving-primary', connection, candidate, mode: 'popup' });
    expect(await dialog.heading()).toBe('Confirm it’s you');
    expect(await dialog.headingFocused()).toBeTrue();
    expect(await dialog.text()).toContain('ada@gmail.example');
    await dialog.press('Show window');
    expect(linking.calls.at(-1)).toEqual(['focusLinkWindow']);
  });

  it('names both accounts and links only after the confirmation', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'confirming', connection, candidate });
    const dialog = await profile.linkDialog();
    const text = await dialog?.text();
    expect(text).toContain('Ada L.');
    expect(text).toContain('ada@gmail.example');
    expect(text).toContain(aProfile().email);
    expect(linking.calls).not.toContain(['confirmLink']);
    await dialog?.press('Link accounts');
    expect(linking.calls).toContain(['confirmLink']);
  });

  it('asks without a comparison if the other account is only one sign-in, and compares on request', async () => {
    const { linking, profile } = await setUpProfile();
    const preview = aMergePreview({ fields: [] });
    linking.linkState.set({ stage: 'confirming', connection, candidate, preview });
    const dialog = await profile.linkDialog();
    expect(await dialog?.heading()).toBe('Link this account?');
    expect(await dialog?.comparison()).toBeNull();
    await dialog?.press('Compare both accounts');
    expect(await dialog?.heading()).toBe('Merge these accounts?');
    expect(await dialog?.headingFocused()).toBeTrue();
    await (await dialog?.comparison())?.keep('other');
    await dialog?.press('Merge and sign in again');
    expect(linking.calls.at(-1)).toEqual(['confirmLink', { keep: 'other', choices: {} }]);
  });

  it('compares at once if there is a choice, and keeps showing it during the link', async () => {
    const { linking, profile } = await setUpProfile();
    const preview = aMergePreview();
    linking.linkState.set({ stage: 'confirming', connection, candidate, preview });
    const dialog = await profile.linkDialog();
    const comparison = await dialog?.comparison();
    await comparison?.take('Theme', 'other');
    await dialog?.press('Merge accounts');
    expect(linking.calls.at(-1)).toEqual([
      'confirmLink',
      { keep: 'current', choices: { 'user_metadata.theme': 'other' } },
    ]);
    linking.linkState.set({ stage: 'linking', connection, candidate, preview });
    expect(await dialog?.busy()).toBeTrue();
    expect((await comparison?.fields())?.[0]?.cells[1]).toMatch(/light\s*Kept/);
  });

  it('shows how long the sign-ins are valid, and announces once that the end is near', async () => {
    jasmine.clock().install().mockDate(new Date('2026-11-24T12:00:00Z'));
    try {
      const { linking, profile, fixture } = await setUpProfile();
      const expiresAt = new Date('2026-11-24T12:09:30Z');
      linking.linkState.set({ stage: 'confirming', connection, candidate, expiresAt });
      const dialog = await profile.linkDialog();
      expect(await dialog?.timeLeft()).toBe('Time left: 10 minutes');
      expect(await dialog?.timeAnnouncement()).toBe('');
      jasmine.clock().tick(8 * 60_000 + 30_000);
      fixture.detectChanges();
      const said = await dialog?.timeAnnouncement();
      expect(said).toContain('Less than a minute left.');
      jasmine.clock().tick(20_000);
      fixture.detectChanges();
      expect(await dialog?.timeLeft()).toBe('Time left: 40 seconds');
      expect(await dialog?.timeAnnouncement()).toBe(said);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('cannot be closed or confirmed again during the link', async () => {
    const { linking, profile } = await setUpProfile();
    linking.linkState.set({ stage: 'linking', connection, candidate });
    const dialog = await profile.linkDialog();
    expect(await dialog?.busy()).toBeTrue();
    expect(await dialog?.actions()).toEqual(['Cancel', 'Link accounts']);
    await dialog?.press('Link accounts', 2);
    await dialog?.escape();
    expect(linking.calls).toEqual([['resumeLink']]);
    expect(await profile.linkDialog()).not.toBeNull();
  });

  it('announces the link with the label of the row, closes, and focuses the new row', async () => {
    const { linking, profile } = await setUpProfile();
    await profile.linkAccount();
    const identity = anIdentity({ user_id: '9', label: 'The new one' });
    linking.profile.set(aProfile({ identities: [...aProfile().identities, anIdentity(), identity] }));
    linking.linkState.set({ stage: 'linked', connection, identity });
    expect(await profile.linkDialog()).toBeNull();
    expect(await profile.doneMessage()).toBe('The new one account ada@example.com is now linked.');
    expect(await (await profile.row({ text: /The new one/ })).focused()).toBeTrue();
  });

  it('cancels the attempt when the user closes the dialog', async () => {
    const { linking, profile } = await setUpProfile();
    const dialog = await profile.linkAccount();
    await dialog.choose('Google');
    await dialog.escape();
    expect(linking.calls.at(-1)).toEqual(['cancelLink']);
    expect(await profile.linkDialog()).toBeNull();
    expect(await profile.linkAccountFocused()).toBeTrue();
  });

  const failures = [
    { code: 'window_closed', press: 'Try again', call: ['link', connection, {}] },
    { code: 'window_closed', press: 'Continue in this window', call: ['link', connection, { mode: 'redirect' }] },
    { code: 'link_timeout', press: 'Continue in this window', call: ['link', connection, { mode: 'redirect' }] },
    { code: 'popup_blocked', press: 'Continue in this window', call: ['link', connection, { mode: 'redirect' }] },
    { code: 'same_account', press: 'Choose another', call: ['cancelLink'] },
    { code: 'identity_gone', press: 'Reload the list', call: ['reload'] },
  ] as const;
  for (const { code, press, call } of failures) {
    it(`offers "${press}" after ${code}`, async () => {
      const { linking, profile } = await setUpProfile();
      await profile.linkAccount();
      const error = anOnefoldError(code);
      linking.linkState.set({ stage: 'failed', connection, error, candidate: null, retryable: false });
      const notice = await (await profile.linkDialog())?.error();
      expect(await notice?.code()).toBe(code);
      await notice?.press(press);
      expect(linking.calls.at(-1)).toEqual(call);
    });
  }

  it('returns to the choice after "Choose another"', async () => {
    const { linking, profile } = await setUpProfile();
    const dialog = await profile.linkAccount();
    const error = anOnefoldError('already_linked');
    linking.linkState.set({ stage: 'failed', connection, error, candidate, retryable: false });
    await (await dialog.error())?.press('Choose another');
    expect(await dialog.heading()).toBe('Link with:');
  });

  it('returns to the choice after a redirect that failed', async () => {
    const { linking, profile } = await setUpProfile();
    const error = anOnefoldError('proof_expired');
    linking.linkState.set({ stage: 'failed', connection: null, error, candidate: null, retryable: false });
    await (await (await profile.linkDialog())?.error())?.press('Try again');
    expect(await (await profile.linkDialog())?.heading()).toBe('Link with:');
  });

  it('repeats only the confirmation while both proofs are valid', async () => {
    const { linking, profile } = await setUpProfile();
    const error = anOnefoldError('server_error');
    linking.linkState.set({ stage: 'failed', connection, error, candidate, retryable: true });
    await (await (await profile.linkDialog())?.error())?.press('Try again');
    expect(linking.calls.at(-1)).toEqual(['confirmLink']);
  });

  it('lets the user change the decision if that may help', async () => {
    const { linking, profile } = await setUpProfile();
    const preview = aMergePreview();
    linking.linkState.set({ stage: 'confirming', connection, candidate, preview });
    const dialog = await profile.linkDialog();
    await (await dialog?.comparison())?.take('Theme', 'other');
    await dialog?.press('Merge accounts');
    const error = anOnefoldError('metadata_too_large');
    linking.linkState.set({ stage: 'failed', connection, error, candidate, preview, retryable: true });
    await dialog?.press('Change your choices');
    expect(linking.calls.at(-1)).toEqual(['reconsiderLink']);
    expect((await (await dialog?.comparison())?.fields())?.[0]?.cells[1]).toMatch(/light\s*Kept/);
  });

  it('shows the current accounts after a change', async () => {
    const { linking, profile } = await setUpProfile();
    const error = anOnefoldError('preview_changed');
    const preview = aMergePreview({ revision: 'changed' });
    linking.linkState.set({ stage: 'failed', connection, error, candidate, preview, retryable: true });
    const dialog = await profile.linkDialog();
    await (await dialog?.error())?.press('Review accounts');
    expect(linking.calls.at(-1)).toEqual(['reconsiderLink']);
    expect(await dialog?.comparison()).not.toBeNull();
  });

  it('signs in to the main account if that is the remedy', async () => {
    const { auth, linking, profile } = await setUpProfile();
    const error = anOnefoldError('session_changed');
    linking.linkState.set({ stage: 'failed', connection, error, candidate, retryable: false });
    await (await (await profile.linkDialog())?.error())?.press('Sign in');
    expect(auth.logins).toEqual([jasmine.objectContaining({ prompt: 'login' })]);
  });
});
