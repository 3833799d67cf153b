import { TestBed } from '@angular/core/testing';
import type { InterruptedChange, Undo } from '@onefold/angular';
import { aKnownIdentity, aPrimaryIdentity, aProfile, anOnefoldError } from '@onefold/angular/testing';
import { Receipt } from './receipt/receipt';
import { settle, setUpProfile } from './profile-setup.spec';

const main = aPrimaryIdentity();
const google = aKnownIdentity();
const github = aKnownIdentity({ provider: 'github', user_id: '42', connection: 'github', label: 'GitHub' });
const undoOf = (kind: Undo['kind']): Undo => ({
  handle: '7b0f2f5e-9f0f-4b6f-9d31-0d9f4b3c6a11',
  kind,
  identity:
    kind === 'unlink'
      ? {
          provider: 'google-oauth2',
          user_id: '108',
          connection: 'google-oauth2',
          label: 'Google',
          name: 'ada@example.com',
        }
      : { provider: 'github', user_id: '42', connection: 'github', label: 'GitHub' },
  expires_at: '2026-11-24T12:10:00Z',
});

/** Google has just been unlinked (or GitHub linked); GitHub is in the list. */
async function setUp(kind: Undo['kind'] = 'unlink', interrupted: InterruptedChange | null = null) {
  const parts = await setUpProfile((fake) => {
    fake.profile.set(aProfile({ identities: [main, github], undo: undoOf(kind) }));
    fake.interrupted = interrupted;
  });
  parts.linking.afterUndo = aProfile({ identities: kind === 'unlink' ? [main, google, github] : [main], undo: null });
  await settle(parts.fixture);
  const bar = await parts.profile.undoBar();
  if (!bar) throw new Error('Expected the undo bar.');
  return { ...parts, bar };
}

describe('ProfileComponent: undo', () => {
  beforeEach(() => jasmine.clock().install().mockDate(new Date('2026-11-24T12:00:00Z')));
  afterEach(() => jasmine.clock().uninstall());

  it('counts down, minutes first, then seconds, and does not announce each second', async () => {
    const { bar, fixture } = await setUp();
    expect(await bar.message()).toBe('Google account ada@example.com is no longer linked.');
    expect(await bar.countdown()).toBe('You can undo this for 10 minutes.');
    jasmine.clock().tick(9 * 60_000 + 15_000);
    fixture.detectChanges();
    expect(await bar.countdown()).toBe('You can undo this for 45 seconds.');
    expect(await bar.announcement()).toBe('');
  });

  it('closes by itself after expiry, and says so', async () => {
    const { fixture, profile } = await setUp();
    jasmine.clock().tick(10 * 60_000);
    fixture.detectChanges();
    await settle(fixture);
    expect(await profile.undoBar()).toBeNull();
    expect(await profile.doneMessage()).toBe(
      'Google account ada@example.com is no longer linked. This can’t be undone anymore.',
    );
  });

  it('keeps the focus after expiry until the user moves it', async () => {
    const { bar, fixture, profile } = await setUp('unlink', { kind: 'undo', failure: null });
    expect(await bar.undoFocused()).toBeTrue();
    jasmine.clock().tick(10 * 60_000);
    fixture.detectChanges();
    await settle(fixture);
    expect(await bar.messageFocused()).toBeTrue();
    expect(await bar.message()).toBe('Google account ada@example.com is no longer linked.');
    expect(await bar.announcement()).toBe('This can’t be undone anymore.');
    expect(await bar.undoFocused()).toBeFalse();
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.link-account')?.focus();
    await settle(fixture);
    expect(await profile.undoBar()).toBeNull();
  });

  it('offers to undo a link in its row, an unlink below the list', async () => {
    const { fixture } = await setUp('link');
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('li:has(onefold-undo-bar)')?.textContent).toContain('GitHub');
    TestBed.resetTestingModule();
    const { fixture: other } = await setUp('unlink');
    expect(
      (other.nativeElement as HTMLElement).querySelector('onefold-identity-list + onefold-undo-slot'),
    ).not.toBeNull();
  });

  /** The user has just unlinked Google. */
  async function unlinkNow() {
    const parts = await setUpProfile((fake) => fake.profile.set(aProfile({ identities: [main, google, github] })));
    await (await parts.profile.row({ text: /Google/ })).unlink();
    await (await parts.profile.unlinkDialog())?.press('Unlink');
    parts.linking.profile.update((known) => known && { ...known, undo: undoOf('unlink') });
    parts.linking.afterUndo = aProfile({ identities: [main, google, github], undo: null });
    await settle(parts.fixture);
    return parts;
  }

  it('hides the message after eight seconds, and keeps the offer in the list', async () => {
    const { fixture, profile } = await unlinkNow();
    expect(await profile.doneMessage()).toBe(
      'Google account ada@example.com is no longer linked. You can undo this for 10 minutes.',
    );
    jasmine.clock().tick(7_999);
    await settle(fixture);
    expect(await profile.messageShown()).toBeTrue();
    jasmine.clock().tick(1);
    await settle(fixture);
    expect(await profile.messageShown()).toBeFalse();
    expect(await profile.undoBar()).not.toBeNull();
  });

  it('keeps the message while the focus is in it', async () => {
    const { fixture, profile } = await unlinkNow();
    const host = fixture.nativeElement as HTMLElement;
    host.querySelector<HTMLElement>('.toast .close')?.focus();
    await settle(fixture);
    jasmine.clock().tick(60_000);
    await settle(fixture);
    expect(await profile.messageShown()).toBeTrue();
    await profile.closeMessage();
    await settle(fixture);
    expect(await (await profile.undoBar())?.undoFocused())
      .withContext('where it continues')
      .toBeTrue();
    expect(await profile.messageShown()).toBeFalse();
  });

  it('undoes from the message', async () => {
    const { fixture, linking, profile } = await unlinkNow();
    await profile.undoInMessage();
    await settle(fixture);
    expect(linking.calls.at(-1)).toEqual(['undo', undoOf('unlink').handle]);
    expect(await profile.doneMessage()).toBe('Google account ada@example.com is linked again.');
    expect(await (await profile.row({ text: /Google/ })).focused()).toBeTrue();
  });

  it('links again, confirms it, and focuses the restored row', async () => {
    const { bar, linking, fixture, profile } = await setUp();
    const release = linking.hold();
    await bar.undo();
    expect(await bar.busy()).toBeTrue();
    await bar.undo();
    release();
    await settle(fixture);
    expect(linking.calls.filter(([command]) => command === 'undo')).toEqual([['undo', undoOf('unlink').handle]]);
    expect(await profile.doneMessage()).toBe('Google account ada@example.com is linked again.');
    expect(await (await profile.row({ text: /Google/ })).focused()).toBeTrue();
    expect(await profile.undoBar()).toBeNull();
  });

  it('undoes a link, too', async () => {
    const { bar, fixture, profile } = await setUp('link');
    expect(await bar.message()).toBe('GitHub account 42 is now linked.');
    await bar.undo();
    await settle(fixture);
    expect(await profile.doneMessage()).toBe('GitHub account 42 is no longer linked.');
    expect(await profile.linkedHeadingFocused()).toBeTrue();
  });

  it('shows why undoing failed, and reloads the list as the remedy', async () => {
    const { bar, linking, fixture, profile } = await setUp();
    linking.nextError = anOnefoldError('undo_impossible');
    await bar.undo();
    await settle(fixture);
    const notice = await bar.error();
    expect(await notice?.message()).toContain('This can’t be undone anymore');
    await notice?.press('Reload the list');
    expect(linking.calls.at(-1)).toEqual(['reload']);
    expect(await profile.undoBar()).toBeNull();
  });

  it('removes the offer after an undo proves impossible, also if the user only closes the error', async () => {
    const { bar, linking, fixture, profile } = await setUp();
    linking.nextError = anOnefoldError('undo_impossible');
    await bar.undo();
    await settle(fixture);
    await (await bar.error())?.press('Close');
    expect(await profile.undoBar()).toBeNull();
  });

  it('says that the window of the sign-in looks closed, and lets the user cancel', async () => {
    const { bar, linking, fixture } = await setUp();
    const release = linking.hold();
    await bar.undo();
    linking.elevationWindowClosed.set(true);
    await settle(fixture);
    expect(await bar.waiting()).toContain('We can’t see the sign-in window.');
    await bar.cancel();
    expect(linking.calls.at(-1)).toEqual(['cancelElevation']);
    release();
  });

  it('offers a retry for temporary failures', async () => {
    const { bar, linking, fixture, profile } = await setUp();
    linking.nextError = anOnefoldError('server_error');
    await bar.undo();
    await settle(fixture);
    await (await bar.error())?.press('Try again');
    await settle(fixture);
    expect(await profile.doneMessage()).toContain('is linked again.');
  });

  describe('failed, and a newer change can be undone by then', () => {
    const newer: Undo = { ...undoOf('link'), handle: '0f0c7c1b-6d0b-4f1c-9a53-7f2f8c0b9d22' };

    async function failThenLink() {
      const parts = await setUp();
      parts.linking.nextError = anOnefoldError('server_error');
      await parts.bar.undo();
      parts.linking.profile.update((known) => known && { ...known, undo: newer });
      await settle(parts.fixture);
      return parts;
    }

    it('keeps the error out of the row of the newer change, and tries the same change again', async () => {
      const { bar, linking, fixture } = await failThenLink();
      expect((fixture.nativeElement as HTMLElement).querySelector('li:has(onefold-undo-bar)')).toBeNull();
      expect(await bar.message()).toBe('Google account ada@example.com is no longer linked.');
      await (await bar.error())?.press('Try again');
      expect(linking.calls.at(-1)).toEqual(['undo', undoOf('unlink').handle]);
    });

    it('offers the newer change after the error is closed', async () => {
      const { bar, linking, fixture, profile } = await failThenLink();
      await (await bar.error())?.press('Close');
      await settle(fixture);
      const next = await profile.undoBar();
      expect(await next?.message()).toBe('GitHub account 42 is now linked.');
      await next?.undo();
      expect(linking.calls.at(-1)).toEqual(['undo', newer.handle]);
    });

    it('undoes the newer change from the message about it', async () => {
      const { linking, fixture, profile } = await failThenLink();
      TestBed.inject(Receipt).done.set({ what: 'linked', label: 'GitHub', account: '42' });
      await settle(fixture);
      await profile.undoInMessage();
      expect(linking.calls.at(-1)).toEqual(['undo', newer.handle]);
    });
  });

  it('receives the focus after the sign-in by redirect, and has undone nothing yet', async () => {
    const { bar, linking } = await setUp('unlink', { kind: 'undo', failure: null });
    expect(await bar.undoFocused()).toBeTrue();
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('shows why that sign-in failed', async () => {
    const failure = anOnefoldError('elevation_cancelled');
    const { bar } = await setUp('unlink', { kind: 'undo', failure });
    expect(await (await bar.error())?.message()).toContain('Nothing was changed');
  });

  it('does not move the page when it shows what has changed', async () => {
    const { fixture, profile, linking } = await setUpProfile((fake) =>
      fake.profile.set(aProfile({ identities: [main, google, github] })),
    );
    const host = fixture.nativeElement as HTMLElement;
    const placeOf = () =>
      ['onefold-profile-card', '#onefold-linked-heading', 'onefold-identity-row.main'].map(
        // From the top of the page: the focus scrolls.
        (selector) =>
          (host.querySelector(selector)?.getBoundingClientRect().top ?? NaN) - host.getBoundingClientRect().top,
      );
    const before = placeOf();
    await (await profile.row({ text: /GitHub/ })).unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    await settle(fixture);
    expect(await profile.doneMessage()).toContain('is no longer linked.');
    expect(placeOf()).toEqual(before);
    linking.profile.update((known) => known && { ...known, undo: undoOf('unlink') });
    await settle(fixture);
    expect(await profile.undoBar()).not.toBeNull();
    expect(placeOf()).toEqual(before);
  });

  it('floats above the host application’s own bar (--onefold-foot-offset)', async () => {
    const { fixture } = await setUp();
    const receipt = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('onefold-receipt');
    if (!receipt) throw new Error('Expected the receipt.');
    // Karma's window may be too low for anything to float.
    receipt.style.position = 'fixed';
    const { style } = document.documentElement;
    const before = receipt.getBoundingClientRect().bottom;
    style.setProperty('--onefold-foot-offset', '90px');
    expect(receipt.getBoundingClientRect().bottom).toBe(before - 90);
    style.removeProperty('--onefold-foot-offset');
  });
});
