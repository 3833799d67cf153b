import type { EventDetails } from '@onefold/contract';
import type { HistoryEvent } from '@onefold/angular';
import { aHistoryEvent } from '@onefold/angular/testing';
import { anEventOf, openActivity } from './activity-setup.spec';

const DAY = 86_400_000;

async function entriesOf(...events: HistoryEvent[]) {
  const { history } = await openActivity((fake) => (fake.historyPage = { events, next: null }));
  return history.entries();
}

async function entryOf(event: HistoryEvent) {
  const [entry] = await entriesOf(event);
  if (!entry) throw new Error('No entry found.');
  return entry;
}

describe('an entry of the history', () => {
  const sentences: Record<HistoryEvent['type'], string> = {
    'identity.linked': 'Google, ada@example.com was linked',
    'identity.unlinked': 'Google, ada@example.com was unlinked',
    'account.absorbed': 'The account of Google, ada@example.com was merged into this one',
    'link.undone': 'Linking Google, ada@example.com was undone',
    'unlink.undone': 'Unlinking Google, ada@example.com was undone',
    'event.flagged': 'You reported a change to Google, ada@example.com',
    'sessions.ended': 'All devices were signed out',
  };
  for (const [type, sentence] of Object.entries(sentences) as [HistoryEvent['type'], string][]) {
    it(`describes ${type} in plain words`, async () => {
      expect(await (await entryOf(anEventOf(0, { type }))).what()).toBe(sentence);
    });
  }

  it('names every sign-in of a merged account in one entry', async () => {
    const { identity } = aHistoryEvent();
    const github = { provider: 'github', user_id: '7', connection: 'github', label: 'GitHub', name: 'ada' };
    const [merge, ...more] = await entriesOf(
      anEventOf(0, { type: 'account.absorbed' }),
      anEventOf(1, { type: 'identity.linked', identity: github }),
      anEventOf(2, { type: 'identity.linked', identity }),
    );
    expect(more).toEqual([]);
    expect(await merge?.what()).toBe('The account of Google, ada@example.com was merged into this one');
    expect(await (await merge?.host())?.text()).toMatch(/Linked:\s*Google, ada@example\.com,\s+GitHub, ada/);
  });

  it('describes an unknown event of a newer server in general terms', async () => {
    const event = anEventOf(0, { type: 'identity.renamed' as HistoryEvent['type'], identity: null });
    expect(await (await entryOf(event)).what()).toBe('Something changed: A sign-in');
  });

  it('names only the kind of event if the account is unknown', async () => {
    const event = anEventOf(0, { type: 'event.flagged', identity: null });
    expect(await (await entryOf(event)).what()).toBe('Reported');
  });

  // A new detail of the contract needs a line here to compile.
  const shown = {
    identity: 'Google, ada@example.com was linked',
    user_agent: 'Firefox on Windows',
    address: 'near \u2068203.0.113.x\u2069',
  } satisfies Record<keyof EventDetails, string>;

  it('shows the time and every detail', async () => {
    const entry = await entryOf(aHistoryEvent());
    const [at, ...details] = await entry.detail();
    expect(at).toMatch(/^\d{1,2}:30/);
    expect([await entry.what(), ...details]).toEqual(Object.values(shown));
  });

  it('omits an unknown address', async () => {
    expect(await (await entryOf(anEventOf(0, { address: null }))).detail()).toHaveSize(2);
  });

  it('shows markup in names as text', async () => {
    const { identity } = aHistoryEvent();
    const entry = await entryOf(anEventOf(0, { identity: identity && { ...identity, name: '<b>x</b>' } }));
    expect(await entry.what()).toBe('Google, <b>x</b> was linked');
  });

  it('asks "Not you?" with a unique accessible name, while the entry is recent', async () => {
    const [label, late] = await Promise.all(
      (await entriesOf(anEventOf(DAY), anEventOf(31 * DAY))).map((entry) => entry.notYouLabel()),
    );
    expect(label).toMatch(/^Not you\? Google, ada@example\.com was linked \(.+:\d\d:\d\d.*\)$/);
    expect(late).toBeNull();
  });

  it('is marked after it was reported, without the question', async () => {
    const entry = await entryOf(anEventOf(0, { flagged_at: '2026-11-24T10:00:00.000Z' }));
    expect(await entry.reported()).toBeTrue();
    expect(await entry.notYouLabel()).toBeNull();
  });

  for (const type of ['event.flagged', 'sessions.ended'] as const) {
    it(`does not ask about ${type}, which a report creates`, async () => {
      const entry = await entryOf(anEventOf(0, { type }));
      expect(await entry.reported()).toBeFalse();
      expect(await entry.notYouLabel()).toBeNull();
    });
  }
});
