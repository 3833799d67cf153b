import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import {
  type IdentityRowHarness,
  ProfileHarness,
  aKnownIdentity,
  aPrimaryIdentity,
  aProfile,
  anOnefoldError,
} from '@onefold/angular/testing';
import { ProfileComponent } from './profile.component';
import { settle, setUpProfile } from './profile-setup.spec';

async function setUp(nickname: string | null = null) {
  const identities = [aPrimaryIdentity({ nickname: null }), aKnownIdentity({ nickname })];
  const parts = await setUpProfile((fake) => fake.profile.set(aProfile({ identities })));
  const row = await parts.profile.row({ text: /Google/ });
  return { ...parts, row };
}

/** Without the marks that keep a name from turning the sentence around. */
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

async function openEditor(row: IdentityRowHarness) {
  const editor = await row.rename();
  expect(await editor.focused())
    .withContext('ready to type')
    .toBeTrue();
  return editor;
}

describe('ProfileComponent: nicknames', () => {
  for (const error of [null, anOnefoldError('offline')]) {
    it(`ignores a ${error ? 'failure' : 'success'} after the page has been left`, async () => {
      const { linking, fixture, row } = await setUp();
      const warn = spyOn(console, 'warn');
      const editor = await openEditor(row);
      await editor.type('Work');
      linking.nextError = error;
      const release = linking.hold();
      await editor.save();
      fixture.destroy();
      release();
      await settle(fixture);
      expect(warn).not.toHaveBeenCalled();
    });
  }

  it('names a sign-in, shows the name at once and restores the focus', async () => {
    const { linking, fixture, profile, row } = await setUp();
    expect(await row.actionsLabel()).toBe('Actions for Google, ada@example.com');
    expect(await row.renameLabel()).toBe('Add a name');
    const release = linking.hold();
    const editor = await openEditor(row);
    await editor.type('  Work ');
    await editor.save();
    expect(await row.connection()).toContain('Work');
    expect(await editor.open()).toBeFalse();
    expect(await row.renameFocused()).toBeTrue();
    release();
    await settle(fixture);
    expect(linking.calls.at(-1)).toEqual(['setNickname', jasmine.objectContaining({ user_id: '108' }), 'Work']);
    expect(await row.editor()).toBeNull();
    expect(await row.actionsLabel()).toBe('Actions for Google, Work, ada@example.com');
    expect(await row.renameLabel()).toBe('Rename');
    expect(await row.unlinkLabel()).toBe('Unlink Google, Work, ada@example.com');
    expect(await row.renameFocused()).toBeTrue();
    expect(plain(await row.announcement())).toBe('The name was saved: Work');
    expect((await profile.rows()).length).toBe(1);
  });

  it('removes the name when the field is empty', async () => {
    const { linking, fixture, row } = await setUp('Work');
    const editor = await openEditor(row);
    expect(await editor.value()).toBe('Work');
    await editor.type('');
    await editor.save();
    await settle(fixture);
    expect(linking.calls.at(-1)?.[2]).toBeNull();
    expect(await row.announcement()).toBe('The name was removed.');
    expect(await row.connection()).not.toContain('Work');
  });

  it('sends no request without a change, nor after Escape or Cancel', async () => {
    const { linking, row } = await setUp('Work');
    await (await openEditor(row)).save();
    expect(await row.editor()).toBeNull();
    const escaped = await openEditor(row);
    await escaped.type('Home');
    await escaped.escape();
    expect(await row.editor()).toBeNull();
    expect(await row.renameFocused()).toBeTrue();
    const cancelled = await openEditor(row);
    await cancelled.type('Home');
    await cancelled.cancel();
    expect(await row.editor()).toBeNull();
    expect(await row.connection()).toContain('Work');
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('restores the old name if the server rejects the new one, keeping the input and the reason', async () => {
    const { linking, fixture, row } = await setUp('Work');
    linking.nextError = anOnefoldError('server_error');
    const editor = await openEditor(row);
    await editor.type('Home');
    await editor.save();
    await settle(fixture);
    expect(await row.connection()).toContain('Work');
    expect(await editor.value()).toBe('Home');
    expect(await editor.error()).toContain('We’re having a problem');
    expect(await editor.focused()).toBeTrue();
    await editor.save();
    await settle(fixture);
    expect(await row.connection()).toContain('Home');
    expect(await row.editor()).toBeNull();
  });

  it('says that it waits for another change, and saves when its turn comes', async () => {
    const { linking, fixture, row } = await setUp('Work');
    const release = linking.hold();
    linking.queued.set(new Set(['nickname|google-oauth2|108']));
    const editor = await openEditor(row);
    await editor.type('Home');
    await editor.save();
    expect(await editor.waiting()).toBe('Another change is in progress. We’ll save the name as soon as it’s done.');
    expect(await row.renameFocused()).toBeTrue();
    linking.queued.set(new Set());
    expect(await editor.waiting()).toBeNull();
    release();
    await settle(fixture);
    expect(plain(await row.announcement())).toBe('The name was saved: Home');
  });

  it('keeps the old name, without an error, if the user cancels while it waits', async () => {
    const { linking, fixture, row } = await setUp('Work');
    const release = linking.hold();
    linking.nextError = anOnefoldError('change_in_progress');
    linking.queued.set(new Set(['nickname|google-oauth2|108']));
    const editor = await openEditor(row);
    await editor.type('Home');
    await editor.save();
    await editor.cancel();
    expect(linking.calls.at(-1)).toEqual(['cancelQueued', 'nickname|google-oauth2|108']);
    release();
    await settle(fixture);
    expect(await row.editor()).toBeNull();
    expect(await row.connection()).toContain('Work');
    expect(await row.announcement()).toBe('');
    expect(await row.renameFocused()).toBeTrue();
  });

  it('keeps the editor and what was typed when a change of the language creates the page anew', async () => {
    const { fixture, row } = await setUp('Work');
    await (await openEditor(row)).type('Home');
    fixture.destroy();
    const again = TestBed.createComponent(ProfileComponent);
    const profile = await TestbedHarnessEnvironment.harnessForFixture(again, ProfileHarness);
    await settle(again);
    const editor = await (await profile.row({ text: /Google/ })).editor();
    expect(await editor?.value()).toBe('Home');
  });

  it('names the main sign-in, whose only action needs no menu', async () => {
    const { profile } = await setUp();
    const main = await profile.mainRow();
    expect(await main.actionsLabel()).toBeNull();
    expect(await main.renameLabel()).toBe('Name Email and password, ada@example.com');
  });
});
