import { TestBed } from '@angular/core/testing';
import { aPrimaryIdentity, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { settle, setUpProfile } from './profile-setup.spec';

const google = anIdentity();
const github = anIdentity({ provider: 'github', user_id: '42', profileData: { email: 'ada@code.example' } });

const setUp = () =>
  setUpProfile((fake) => fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), google, github] })));

describe('ProfileComponent: unlinking', () => {
  it('asks for confirmation, naming the account', async () => {
    const { linking, profile } = await setUp();
    await (await profile.row({ text: /GitHub/ })).unlink();
    const dialog = await profile.unlinkDialog();
    expect(await dialog?.heading()).toBe('Unlink GitHub?');
    expect(await dialog?.headingFocused()).toBeTrue();
    expect(await dialog?.text()).toContain('ada@code.example');
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('names one of several identities of a connection, by the nickname if there is one', async () => {
    const other = anIdentity({ user_id: '2', profileData: { email: 'ada@work.example' } });
    const heading = async (nickname: string | null) => {
      const { profile } = await setUpProfile((fake) =>
        fake.profile.set(aProfile({ identities: [aPrimaryIdentity(), google, { ...other, nickname }] })),
      );
      await (await profile.row({ text: /ada@work.example/ })).unlink();
      const text = (await (await profile.unlinkDialog())?.heading())?.replace(/[\u2068\u2069]/g, '');
      TestBed.resetTestingModule();
      return text;
    };
    expect(await heading(null)).toBe('Unlink Google (ada@work.example)?');
    expect(await heading('Work')).toBe('Unlink Google (Work)?');
  });

  for (const [says, ends] of [
    ['says that other browsers are signed out, where they are', true],
    ['says nothing of other browsers, where they stay signed in', false],
  ] as const) {
    it(says, async () => {
      const { linking, profile } = await setUp();
      linking.profile.update((each) => each && { ...each, unlink_ends_sessions: ends });
      await (await profile.row({ text: /GitHub/ })).unlink();
      const text = (await (await profile.unlinkDialog())?.text()) ?? '';
      expect(text.includes('signed out everywhere else')).toBe(ends);
    });
  }

  it('keeps the account and restores the focus to its row', async () => {
    const { linking, profile } = await setUp();
    const row = await profile.row({ text: /GitHub/ });
    await row.unlink();
    await (await profile.unlinkDialog())?.press('Keep it');
    expect(await profile.unlinkDialog()).toBeNull();
    expect(await row.focused()).toBeTrue();
    expect(linking.calls).toEqual([['resumeLink']]);
  });

  it('ignores the response if the user has signed out in the meantime', async () => {
    const { auth, linking, fixture, profile } = await setUp();
    const warn = spyOn(console, 'warn');
    await (await profile.row({ text: /GitHub/ })).unlink();
    const release = linking.hold();
    await (await profile.unlinkDialog())?.press('Unlink');
    auth.signOut();
    await settle(fixture);
    release();
    await settle(fixture);
    expect(await profile.unlinkDialog()).toBeNull();
    expect(warn).not.toHaveBeenCalled();
  });

  it('marks the row at once, and sends one request for repeated presses', async () => {
    const { linking, fixture, profile } = await setUp();
    const release = linking.hold();
    const row = await profile.row({ text: /GitHub/ });
    await row.unlink();
    await (await profile.unlinkDialog())?.press('Unlink', 2);
    expect(await (await profile.unlinkDialog())?.shown()).toBeFalse();
    expect(await row.busy()).toBeTrue();
    expect(await row.text()).toContain('Unlinking…');
    expect(await row.focused()).toBeTrue();
    await row.unlink();
    expect(await (await profile.unlinkDialog())?.shown()).toBeFalse();
    release();
    await settle(fixture);
    expect(await profile.unlinkDialog()).toBeNull();
    expect(linking.calls.filter(([command]) => command === 'unlink').length).toBe(1);
  });

  it('asks about a second account while the first one is still being unlinked, and names each when it is done', async () => {
    const { linking, fixture, profile } = await setUp();
    const unlinked: string[] = [];
    fixture.componentInstance.identityUnlinked.subscribe(({ user_id }) => unlinked.push(user_id));
    const release = linking.hold();
    await (await profile.row({ text: /GitHub/ })).unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    await (await profile.row({ text: /Google/ })).unlink();
    expect(await (await profile.unlinkDialog())?.heading()).toBe('Unlink Google?');
    release();
    await settle(fixture);
    expect(unlinked).toEqual([github.user_id]);
    expect(await profile.doneMessage()).toBe('GitHub account ada@code.example is no longer linked.');
    expect(await (await profile.unlinkDialog())?.heading()).toBe('Unlink Google?');
    await (await profile.unlinkDialog())?.press('Unlink');
    expect(await profile.doneMessage()).toBe('Google account ada@example.com is no longer linked.');
  });

  it('restores the row with the reason if the server refuses', async () => {
    const { linking, fixture, profile } = await setUp();
    linking.nextUnlinkError = anOnefoldError('last_usable_sign_in');
    const release = linking.hold();
    const row = await profile.row({ text: /GitHub/ });
    await row.unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    release();
    await settle(fixture);
    const dialog = await profile.unlinkDialog();
    expect(await (await dialog?.error())?.message()).toContain('You need this sign-in');
    expect(await dialog?.headingFocused()).toBeTrue();
    expect(await row.busy()).toBeFalse();
    await dialog?.press('Close', 1);
    expect(await row.focused()).toBeTrue();
  });

  it('names the unlinked account and moves the focus to the neighbor', async () => {
    const { profile } = await setUp();
    await (await profile.row({ text: /Google/ })).unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    expect(await profile.doneMessage()).toBe('Google account ada@example.com is no longer linked.');
    expect((await profile.rows()).length).toBe(1);
    expect(await (await profile.row({ text: /GitHub/ })).focused()).toBeTrue();
  });

  it('moves the focus to the heading after the last one is unlinked', async () => {
    const { profile } = await setUpProfile();
    await (await profile.row({ text: /Google/ })).unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    expect(await profile.listEmpty()).toBeTrue();
    expect(await profile.linkedHeadingFocused()).toBeTrue();
  });

  it('stays open with the reason if it fails, and retries', async () => {
    const { linking, profile } = await setUp();
    linking.nextUnlinkError = anOnefoldError('server_error');
    await (await profile.row({ text: /Google/ })).unlink();
    const dialog = await profile.unlinkDialog();
    await dialog?.press('Unlink');
    const notice = await dialog?.error();
    expect(await notice?.code()).toBe('server_error');
    expect((await profile.rows()).length).toBe(2);
    await notice?.press('Try again');
    expect(await profile.unlinkDialog()).toBeNull();
    expect((await profile.rows()).length).toBe(1);
  });

  it('reloads the list if the account has already been unlinked', async () => {
    const { linking, profile } = await setUp();
    linking.nextUnlinkError = anOnefoldError('identity_gone');
    await (await profile.row({ text: /Google/ })).unlink();
    await (await profile.unlinkDialog())?.press('Unlink');
    await (await (await profile.unlinkDialog())?.error())?.press('Reload the list');
    expect(linking.calls.at(-1)).toEqual(['reload']);
    expect(await profile.unlinkDialog()).toBeNull();
  });
});
