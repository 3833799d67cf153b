import { aCandidate, aConnection, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { setUpProfile } from './profile-setup.spec';

const connection = aConnection();
const candidate = aCandidate({ name: 'Ada L.', email: 'ada@gmail.example' });

describe('ProfileComponent: a link that takes long', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => jasmine.clock().uninstall());

  async function waitLong() {
    const parts = await setUpProfile();
    parts.linking.linkState.set({ stage: 'linking', connection, candidate });
    const dialog = await parts.profile.linkDialog();
    if (!dialog) throw new Error('Expected the dialog.');
    const status = async () => (await dialog.text()).includes('This is taking longer than usual.');
    jasmine.clock().tick(7_999);
    expect(await status()).toBeFalse();
    jasmine.clock().tick(1);
    expect(await status()).toBeTrue();
    return { ...parts, dialog };
  }

  it('says so, and continues if the dialog is closed', async () => {
    const { dialog, linking, profile } = await waitLong();
    expect(await dialog.actions()).toEqual(['Close', 'Close', 'Link accounts']);
    await dialog.escape();
    expect(await profile.linkDialog()).toBeNull();
    expect(linking.calls).toEqual([['resumeLink']]);
    await profile.linkAccount();
    expect(await (await profile.linkDialog())?.busy())
      .withContext('shows the link again')
      .toBeTrue();
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('announces the result, and leaves the focus where the user is', async () => {
    const { dialog, linking, profile } = await waitLong();
    await dialog.press('Close');
    const identity = anIdentity({ user_id: '9', label: 'The new one' });
    linking.profile.set(aProfile({ identities: [...aProfile().identities, identity] }));
    linking.linkState.set({ stage: 'linked', connection, identity });
    expect(await profile.doneMessage()).toContain('is now linked.');
    expect(await (await profile.row({ text: /The new one/ })).focused()).toBeFalse();
  });

  it('shows why it failed, although the dialog was closed', async () => {
    const { dialog, linking, profile } = await waitLong();
    await dialog.press('Close');
    const error = anOnefoldError('outcome_unknown');
    linking.linkState.set({ stage: 'failed', connection, candidate, error, retryable: false });
    expect(await (await profile.linkDialog())?.heading()).toBe('Was the account linked?');
  });

  it('shows the dialog again in the next attempt', async () => {
    const { dialog, linking, profile } = await waitLong();
    await dialog.press('Close');
    linking.linkState.set({ stage: 'idle' });
    await profile.doneMessage();
    linking.linkState.set({ stage: 'linking', connection, candidate });
    expect(await profile.linkDialog()).not.toBeNull();
  });
});
