import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { ActivityHarness, anOnefoldError, aProfile } from '@onefold/angular/testing';
import { ActivityComponent } from './activity.component';
import { anEventOf, openActivity, setUpActivity, settled } from './activity-setup.spec';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('Activity', () => {
  it('sends no request before it is opened', async () => {
    const { activity, linking } = await setUpActivity();
    expect(await activity.expanded()).toBeFalse();
    expect(await activity.history()).toBeNull();
    expect(linking.calls).toEqual([]);
    await activity.toggle();
    expect(await activity.expanded()).toBeTrue();
    expect(linking.calls).toEqual([['history', { limit: 20 }]]);
    await activity.toggle();
    expect(await activity.history()).toBeNull();
  });

  it('stays open when a change of the language creates the page anew', async () => {
    await openActivity();
    const again = TestBed.createComponent(ActivityComponent);
    const activity = await TestbedHarnessEnvironment.harnessForFixture(again, ActivityHarness);
    expect(await activity.expanded()).toBeTrue();
  });

  it('shows grey shapes, then the days, newest first', async () => {
    const { linking, activity } = await setUpActivity((fake) => {
      const events = [anEventOf(0), anEventOf(1), anEventOf(DAY), anEventOf(3 * DAY)];
      fake.historyPage = { events, next: null };
    });
    const release = linking.hold();
    await activity.toggle();
    const history = await activity.history();
    expect(await history?.loading()).toBeTrue();
    release();
    await settled();
    expect(await history?.loading()).toBeFalse();
    const days = (await history?.days()) ?? [];
    expect(days.slice(0, 2)).toEqual(['Today', 'Yesterday']);
    expect(days[2]).toMatch(/day, .* \d{4}$/);
    expect(await history?.entries()).toHaveSize(4);
  });

  it('shows a message if the history is empty', async () => {
    const { history } = await openActivity();
    expect(await history.emptyText()).toContain('No activity yet');
    expect(await history.kinds()).toEqual([]);
  });

  it('filters by every kind, and offers all activity for a kind without entries', async () => {
    const { history, linking } = await openActivity((fake) => {
      fake.historyPage = { events: [anEventOf(0)], next: null };
    });
    expect(await history.kinds()).toEqual([
      'All activity',
      'Linked',
      'Unlinked',
      'Accounts merged',
      'Linking undone',
      'Unlinking undone',
      'Reported',
      'Signed out everywhere',
    ]);
    linking.historyPage = { events: [], next: null };
    await history.filter('Signed out everywhere');
    await settled();
    expect(linking.calls.at(-1)).toEqual(['history', { limit: 20, type: 'sessions.ended' }]);
    expect(await history.emptyText()).toContain('No matching activity');
    expect(await history.status()).toBe('No matching activity');
    const status = [...document.querySelectorAll('onefold-history [role="status"]')].find(
      ({ textContent }) => textContent === 'No matching activity',
    );
    expect(status && getComputedStyle(status).clipPath)
      .withContext('for screen readers only: the list says it, too')
      .toBe('inset(50%)');
    linking.historyPage = { events: [anEventOf(0)], next: null };
    await history.showEverything();
    await settled();
    expect(await history.status()).toBe('1 entry shown: All activity');
    expect(linking.calls.at(-1)).toEqual(['history', { limit: 20 }]);
    expect(await history.emptyText()).toBeNull();
  });

  it('uses the response to the latest request, even if an earlier one arrives later', async () => {
    const { history, linking } = await openActivity((fake) => {
      fake.historyPage = { events: [anEventOf(0)], next: null };
    });
    linking.historyPage = { events: [], next: null };
    const release = linking.hold();
    await history.filter('Linked');
    linking.historyPage = { events: [anEventOf(0), anEventOf(1)], next: null };
    const releaseLast = linking.hold();
    await history.filter('Unlinked');
    releaseLast();
    await settled();
    expect(await history.entries()).toHaveSize(2);
    release();
    await settled();
    expect(await history.entries()).toHaveSize(2);
  });

  it('appends the next page, announces it, and focuses its first entry', async () => {
    const { history, linking } = await openActivity((fake) => {
      fake.historyPage = { events: [anEventOf(0), anEventOf(MINUTE)], next: 'c1' };
    });
    linking.historyPage = { events: [anEventOf(2 * DAY)], next: null };
    await history.showMore();
    await settled();
    expect(linking.calls.at(-1)).toEqual(['history', { limit: 20, cursor: 'c1' }]);
    expect(await history.entries()).toHaveSize(3);
    expect(await history.status()).toBe('Older entries were added.');
    expect(await history.focusedEntry()).toBe(2);
    expect(await history.hasMore()).toBeFalse();
  });

  it('keeps its entries if the next page fails, and retries that', async () => {
    const { history, linking } = await openActivity((fake) => {
      fake.historyPage = { events: [anEventOf(0)], next: 'c1' };
    });
    linking.nextError = anOnefoldError('server_error');
    await history.showMore();
    await settled();
    expect(await history.entries()).toHaveSize(1);
    const error = await history.error();
    expect(await error?.code()).toBe('server_error');
    linking.historyPage = { events: [anEventOf(DAY)], next: null };
    await error?.press('Try again');
    await settled();
    expect(linking.calls.at(-1)).toEqual(['history', { limit: 20, cursor: 'c1' }]);
    expect(await history.entries()).toHaveSize(2);
    expect(await history.error()).toBeNull();
  });

  it('shows the failure, and retries when the connection is back', async () => {
    const { history, linking } = await openActivity((fake) => (fake.nextError = anOnefoldError('offline')));
    expect(await (await history.error())?.code()).toBe('offline');
    linking.historyPage = { events: [anEventOf(0)], next: null };
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(await history.entries()).toHaveSize(1);
    expect(await history.error()).toBeNull();
  });

  it('offers a sign-in if that is the remedy', async () => {
    const { history, auth } = await openActivity((fake) => (fake.nextError = anOnefoldError('unauthorized')));
    await (await history.error())?.press('Sign in');
    expect(auth.logins).toEqual([jasmine.objectContaining({ prompt: 'login' })]);
  });

  it('reloads when the account has changed', async () => {
    const { history, linking } = await openActivity();
    linking.historyPage = { events: [anEventOf(0)], next: null };
    linking.profile.set(aProfile());
    await settled();
    expect(await history.entries()).toHaveSize(1);
  });

  describe('undo', () => {
    const google = {
      ...{ provider: 'google-oauth2', user_id: '108', connection: 'google-oauth2', label: 'Google' },
      name: 'ada@example.com',
    };
    const offer = {
      handle: '7b0f2f5e-9f0f-4b6f-9d31-0d9f4b3c6a11',
      kind: 'unlink',
      identity: google,
      expires_at: new Date(Date.now() + 9 * MINUTE).toISOString(),
    } as const;
    const unlinked = anEventOf(MINUTE, { type: 'identity.unlinked', identity: google });
    const earlier = anEventOf(DAY, { type: 'identity.unlinked', identity: google });

    it('is offered in the entry of the latest change alone, and the focus continues at the new entry', async () => {
      const { history, linking } = await openActivity((fake) => {
        fake.historyPage = { events: [unlinked, earlier], next: null };
        fake.profile.set(aProfile({ undo: offer }));
      });
      const [first, second] = await history.entries();
      expect(await first?.undoLabel()).toMatch(/^Undo: Google, ada@example.com was unlinked \(/);
      expect(await second?.undoLabel()).toBeNull();
      linking.historyPage = {
        events: [anEventOf(0, { type: 'unlink.undone', identity: google }), unlinked],
        next: null,
      };
      await first?.undo();
      await settled();
      expect(linking.calls).toContain(['undo', offer.handle]);
      expect(await history.focusedEntry()).toBe(0);
      expect(await (await history.entries())[1]?.undoLabel()).toBeNull();
    });

    it('says in the entry that it waits for another change, and can be cancelled there', async () => {
      const { history, linking } = await openActivity((fake) => {
        fake.historyPage = { events: [unlinked], next: null };
        fake.profile.set(aProfile({ undo: offer }));
      });
      const release = linking.hold();
      linking.nextError = anOnefoldError('change_in_progress');
      linking.queued.set(new Set([offer.handle]));
      const [entry] = await history.entries();
      await entry?.undo();
      expect(await entry?.waiting()).toBe(
        'Another change is in progress. We’ll try to undo this as soon as it’s done.',
      );
      await entry?.undo();
      expect(linking.calls.at(-1)).toEqual(['cancelQueued', offer.handle]);
      linking.queued.set(new Set());
      release();
      await settled();
      expect(await history.error()).toBeNull();
      expect(await history.focusedEntry())
        .withContext('the button keeps the focus')
        .toBe(-1);
      expect(await entry?.waiting()).toBeNull();
      expect(await entry?.undoLabel()).toMatch(/^Undo: /);
    });

    it('shows in the entry why it failed', async () => {
      const { history, linking } = await openActivity((fake) => {
        fake.historyPage = { events: [unlinked], next: null };
        fake.profile.set(aProfile({ undo: offer }));
      });
      linking.nextError = anOnefoldError('undo_impossible');
      await (await history.entries())[0]?.undo();
      await settled();
      expect(await (await history.error())?.message()).toContain('This can’t be undone anymore');
      expect(await (await history.entries())[0]?.undoLabel()).toBeNull();
      await (await history.error())?.press('Reload the list');
      expect(linking.calls.at(-1)).toEqual(['reload']);
      expect(await (await history.entries())[0]?.undoLabel()).toBeNull();
    });
  });
});
