import { type OnefoldErrorCode, type Undo, identityKey } from '@onefold/angular';
import {
  type UnlinkDialogHarness,
  aCandidate,
  aConnection,
  aPrimaryIdentity,
  aProfile,
  anIdentity,
  anOnefoldError,
} from '@onefold/angular/testing';
import { settle, setUpProfile } from './profile-setup.spec';

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

describe('ProfileComponent: an unlink that waits for another change', () => {
  const google = anIdentity();
  const key = identityKey(google);

  /** The unlink waits, e.g. for a link that continues after its dialog was closed. */
  async function waitForOther() {
    const parts = await setUpProfile((fake) =>
      fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), google] })),
    );
    const { linking, profile } = parts;
    const release = linking.hold();
    await (await profile.row({ text: /Google/ })).unlink();
    const dialog = await profile.unlinkDialog();
    if (!dialog) throw new Error('Expected the question.');
    linking.queued.set(new Set([key]));
    await dialog.press('Unlink');
    return { ...parts, dialog, release };
  }

  it('says so, and unlinks when its turn comes', async () => {
    const { dialog, fixture, linking, profile, release } = await waitForOther();
    expect(await dialog.text()).toContain(
      'Another change is in progress. We’ll unlink this account as soon as it’s done.',
    );
    expect(await dialog.actions()).toEqual(['Close', 'Cancel']);
    linking.queued.set(new Set());
    expect(await dialog.shown()).toBeFalse();
    release();
    await settle(fixture);
    expect(await profile.doneMessage()).toContain('is no longer linked.');
  });

  for (const [how, leave] of [
    ['Cancel', (dialog: UnlinkDialogHarness) => dialog.press('Cancel')],
    ['Escape', (dialog: UnlinkDialogHarness) => dialog.escape()],
  ] as const) {
    it(`can be cancelled with ${how}, which keeps the account linked and shows no error`, async () => {
      const { dialog, fixture, linking, profile, release } = await waitForOther();
      await leave(dialog);
      expect(linking.calls.at(-1)).toEqual(['cancelQueued', key]);
      linking.nextUnlinkError = anOnefoldError('change_in_progress');
      release();
      await settle(fixture);
      expect(await profile.unlinkDialog()).toBeNull();
      expect((await profile.rows()).length).toBe(1);
      expect(await (await profile.row({ text: /Google/ })).focused()).toBeTrue();
    });
  }
});

describe('ProfileComponent: an undo that waits for another change', () => {
  const { provider, user_id, connection: name } = anIdentity();
  const identity = { provider, user_id, connection: name, label: 'Google', name: 'ada@example.com' };
  const offer = (kind: Undo['kind'], handle: string): Undo => {
    return { handle, kind, identity, expires_at: new Date(Date.now() + 600_000).toISOString() };
  };

  /** The user undoes an unlink; the response is an error. */
  async function undoLater(code: OnefoldErrorCode, ...queued: string[]) {
    const undo = offer('unlink', 'earlier');
    const parts = await setUpProfile((fake) => fake.profile.set(aProfile({ undo })));
    await settle(parts.fixture);
    const bar = await parts.profile.undoBar();
    if (!bar) throw new Error('Expected the undo bar.');
    parts.linking.nextError = anOnefoldError(code);
    parts.linking.queued.set(new Set(queued));
    const release = parts.linking.hold();
    await bar.undo();
    return { ...parts, bar, release };
  }

  it('says so, and can be cancelled without an error', async () => {
    const { bar, fixture, linking, release } = await undoLater('change_in_progress', 'earlier');
    expect(await bar.waiting()).toBe('Another change is in progress. We’ll try to undo this as soon as it’s done.');
    expect(await bar.button()).toBe('Cancel');
    expect(await bar.undoFocused()).toBeTrue();
    await bar.cancel();
    expect(linking.calls.at(-1)).toEqual(['cancelQueued', 'earlier']);
    linking.queued.set(new Set());
    release();
    await settle(fixture);
    expect(await bar.error()).toBeNull();
    expect(await bar.waiting()).toBeNull();
    expect(await bar.button()).toBe('Undo');
    expect(await bar.undoFocused()).toBeTrue();
  });

  for (const button of ['Close', 'Reload the list']) {
    it(`keeps the offer of the change it waited for after "${button}"`, async () => {
      const { bar, fixture, linking, profile, release } = await undoLater('undo_impossible');
      linking.profile.set(aProfile({ undo: offer('link', 'later') }));
      release();
      await settle(fixture);
      await (await bar.error())?.press(button);
      expect(await (await profile.undoBar())?.message()).toBe('Google account ada@example.com is now linked.');
    });
  }
});
