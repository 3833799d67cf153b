import type { OnefoldError } from '@onefold/angular';
import {
  type FakeLinkingService,
  aPrimaryIdentity,
  aProfile,
  anIdentity,
  anOnefoldError,
} from '@onefold/angular/testing';
import { settle, setUpProfile } from './profile-setup.spec';

const google = anIdentity();
const identities = [aPrimaryIdentity(), google];

/** A linking server wants a sign-in that is not older than `fresh_until` says. */
async function openUnlinkDialog(fresh_until: string | null) {
  const parts = await setUpProfile((fake) => fake.profile.set(aProfile({ identities, fresh_until })));
  await (await parts.profile.row({ text: /Google/ })).unlink();
  const dialog = await parts.profile.unlinkDialog();
  if (!dialog) throw new Error('Expected the question.');
  return { ...parts, dialog };
}

/** Unlinking has begun and waits for the user to sign in. */
async function wait() {
  const parts = await openUnlinkDialog(null);
  const release = parts.linking.hold();
  await parts.dialog.press('Unlink');
  parts.linking.elevating.set(true);
  return { ...parts, release };
}

describe('ProfileComponent: the sign-in before unlinking', () => {
  it('is announced if the last sign-in is too old or missing', async () => {
    const { dialog } = await openUnlinkDialog(null);
    expect(await dialog.text()).toContain('First, sign in to your main account');
  });

  it('is not mentioned while the last sign-in is recent', async () => {
    const { dialog } = await openUnlinkDialog('2999-01-01T00:00:00Z');
    expect(await dialog.text()).not.toContain('main account');
  });

  it('is explained in the dialog while the user signs in', async () => {
    const { dialog } = await wait();
    expect(await dialog.heading()).toBe('Confirm it’s you');
    expect(await dialog.headingFocused()).toBeTrue();
    expect(await dialog.text()).toContain('in the window that just opened');
  });

  it('can be cancelled, which keeps the account linked and shows no error', async () => {
    const { dialog, linking, profile, fixture, release } = await wait();
    linking.nextUnlinkError = anOnefoldError('elevation_cancelled');
    await dialog.press('Cancel');
    expect(linking.calls.at(-1)).toEqual(['cancelElevation']);
    release();
    for (let turn = 0; turn < 20; turn++) await fixture.whenStable();
    expect(await profile.unlinkDialog()).toBeNull();
    expect((await profile.rows()).length).toBe(1);
  });

  it('reports that its window looks closed, and can be cancelled', async () => {
    const { dialog, linking } = await wait();
    linking.elevationWindowClosed.set(true);
    expect(await dialog.text()).toContain('We can’t see the sign-in window.');
    expect(await dialog.actions()).toEqual(['Close', 'Cancel']);
  });

  it('is not asked for again while the account is being unlinked', async () => {
    const { dialog, linking, profile, fixture, release } = await wait();
    expect(await dialog.heading()).toBe('Confirm it’s you');
    linking.elevating.set(false);
    expect(await dialog.shown()).toBeFalse();
    expect(await (await profile.row({ text: /Google/ })).text()).toContain('Unlinking…');
    release();
    await settle(fixture);
    expect(await profile.doneMessage()).toContain('is no longer linked.');
  });

  it('says that nothing was changed if it was not completed, and can be retried', async () => {
    const { dialog, linking, fixture, release } = await wait();
    linking.nextUnlinkError = anOnefoldError('elevation_cancelled');
    linking.elevating.set(false);
    release();
    for (let turn = 0; turn < 20; turn++) await fixture.whenStable();
    expect(await (await dialog.error())?.message()).toContain('Nothing was changed');
    await dialog.press('Try again');
    expect(linking.calls.filter(([command]) => command === 'unlink').length).toBe(2);
  });
});

describe('ProfileComponent: after the sign-in by redirect', () => {
  const change = { kind: 'unlink', identity: { provider: google.provider, user_id: google.user_id } } as const;
  const returnFromSignIn = async (failure: OnefoldError | null, linked = google) => {
    const parts = await setUpProfile((fake) => {
      fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), linked], fresh_until: '2999-01-01T00:00:00Z' }));
      fake.interrupted = { ...change, failure };
    });
    await settle(parts.fixture);
    return { ...parts, dialog: await parts.profile.unlinkDialog() };
  };
  const unlinks = ({ calls }: FakeLinkingService) => calls.filter(([command]) => command === 'unlink').length;

  it('asks about the same row again, and unlinks only after another confirmation', async () => {
    const { dialog, linking, fixture, profile } = await returnFromSignIn(null);
    expect(await dialog?.heading()).toBe('Unlink Google?');
    expect(await dialog?.headingFocused()).toBeTrue();
    expect(await dialog?.text()).not.toContain('First, sign in');
    expect(unlinks(linking)).toBe(0);
    await dialog?.press('Unlink');
    await settle(fixture);
    expect(unlinks(linking)).toBe(1);
    expect(await profile.doneMessage()).toBe('Google account ada@example.com is no longer linked.');
  });

  it('focuses the row if the user keeps the account', async () => {
    const { dialog, profile } = await returnFromSignIn(null);
    await dialog?.press('Keep it');
    expect(await (await profile.row({ text: /Google/ })).focused()).toBeTrue();
  });

  it('says why nothing was changed if the sign-in was cancelled, with a way to try again', async () => {
    const { dialog, linking } = await returnFromSignIn(anOnefoldError('elevation_cancelled'));
    expect(await (await dialog?.error())?.message()).toContain('Nothing was changed');
    await dialog?.press('Try again');
    expect(unlinks(linking)).toBe(1);
  });

  it('does not ask about an account that has been locked in the meantime', async () => {
    const { dialog } = await returnFromSignIn(null, anIdentity({ lock: { code: 'locked_by_policy', reason: 'x' } }));
    expect(dialog).toBeNull();
  });
});

describe('ProfileComponent: identities that stay', () => {
  it('show the reason instead of an unlink button', async () => {
    const locked = anIdentity({ lock: { code: 'last_usable_sign_in', reason: 'x' } });
    const managed = anIdentity({
      provider: 'samlp',
      connection: 'acme',
      label: 'Acme',
      lock: { code: 'locked_by_policy', reason: 'Ask the service desk.' },
    });
    const { profile } = await setUpProfile((fake) =>
      fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), locked, managed] })),
    );
    const [first, second] = await profile.rows();
    expect(await first?.unlinkLabel()).toBeNull();
    expect(await first?.lockReason()).toBe('Without it you couldn’t sign in.');
    expect(await second?.connection()).toBe('Acme');
    expect(await second?.lockReason()).toBe('Ask the service desk.');
  });

  it('leave the buttons of the others, and show no reason at the main one', async () => {
    const main = aPrimaryIdentity({ lock: { code: 'main_identity', reason: 'x' } });
    const { profile } = await setUpProfile((fake) =>
      fake.profile.set(aProfile({ identities: [main, anIdentity({ lock: null })] })),
    );
    expect(await (await profile.mainRow()).lockReason()).toBeNull();
    expect(await (await profile.row({ text: /Google/ })).unlinkLabel()).toContain('Unlink');
  });
});
