import type { HistoryEvent } from '@onefold/angular';
import { aHistoryEvent } from '@onefold/angular/testing';
import { historyChanges } from './history-changes';

const GOOGLE = { provider: 'google-oauth2', user_id: '108', connection: 'google-oauth2', label: 'Google' };
const GITHUB = { provider: 'github', user_id: '7', connection: 'github', label: 'GitHub' };
const FLAGGED = '2026-11-02T10:00:00.000Z';

const anEvent = (id: string, type: HistoryEvent['type'], identity = GOOGLE, more: Partial<HistoryEvent> = {}) =>
  aHistoryEvent({ id, type, identity, flagged_at: null, ...more });

describe('historyChanges', () => {
  const unlinked = anEvent('1', 'identity.unlinked');
  const single = [anEvent('3', 'account.absorbed'), anEvent('2', 'identity.linked')];
  const several = [
    anEvent('6', 'account.absorbed'),
    anEvent('5', 'identity.linked', GITHUB),
    anEvent('4', 'identity.linked'),
  ];

  it('has one entry per link, and mentions no merge if the account was only one sign-in', () => {
    const changes = historyChanges([...single, unlinked], true);
    expect(changes.map(({ id, type }) => [id, type])).toEqual([
      ['2', 'identity.linked'],
      ['1', 'identity.unlinked'],
    ]);
  });

  it('mentions the merge and every sign-in if the account had several, the main one first', () => {
    const changes = historyChanges([...several, ...single], true);
    expect(changes.map(({ id, type }) => [id, type])).toEqual([
      ['4', 'account.absorbed'],
      ['2', 'identity.linked'],
    ]);
    expect(changes[0]?.linked).toEqual([GOOGLE, GITHUB]);
  });

  it('marks a change as reported if one of its events is', () => {
    const reported = anEvent('5', 'identity.linked', GITHUB, { flagged_at: FLAGGED });
    expect(
      historyChanges(
        [several[0], reported, several[2]].flatMap((each) => each ?? []),
        true,
      ),
    ).toEqual([jasmine.objectContaining({ id: '4', flagged_at: FLAGGED })]);
  });

  it('omits a change that only the next page completes', () => {
    expect(historyChanges([unlinked, ...several.slice(0, 2)], false)).toEqual([unlinked]);
    expect(historyChanges([unlinked, ...several.slice(0, 2)], true).length).toBe(3);
  });

  it('shows events of one kind, and links without a merge, as they are', () => {
    const absorbed = [anEvent('6', 'account.absorbed'), anEvent('3', 'account.absorbed', GITHUB)];
    expect(historyChanges(absorbed, true)).toEqual(absorbed);
    const linked = [anEvent('5', 'identity.linked', GITHUB), anEvent('2', 'identity.linked')];
    expect(historyChanges(linked, false)).toEqual(linked);
  });
});
