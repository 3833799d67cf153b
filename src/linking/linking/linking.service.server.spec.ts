import { TestBed } from '@angular/core/testing';
import { aMergePreview, aProfile, anIdentity, anOnefoldError } from '@onefold/angular/testing';
import { ElevationWindow } from './sign-in-window';
import type { LinkingServerApi } from '../model/linking-gateway';
import { listSettled, setUpLinking } from '../testing/support/linking-setup';
import { fillMainIdentity } from './fill-main-identity';
import type { Profile } from '../model/profile';

const NEW = aProfile({ name: 'Renamed', identities: [...aProfile().identities, anIdentity()] });

/** A linking server that responds to every change with the same profile and records the requests. */
function aServer() {
  const calls: unknown[][] = [];
  const change =
    (name: string) =>
    (...args: unknown[]): Promise<Profile> => {
      calls.push([name, ...args]);
      return Promise.resolve(NEW);
    };
  const api: LinkingServerApi = {
    undo: change('undo'),
    setNickname: change('setNickname'),
    dismissSuggestion: change('dismissSuggestion'),
    history: (query) => {
      calls.push(['history', query]);
      return Promise.resolve({ events: [], next: 'n' });
    },
    exportHistory: (format) => Promise.resolve({ name: `history.${format}`, content: new Blob() }),
    flagEvent: (id) => {
      calls.push(['flagEvent', id]);
      return Promise.resolve();
    },
  };
  return { api, calls };
}

async function setUp(facts: Partial<Profile> = {}) {
  const parts = setUpLinking();
  const server = aServer();
  parts.gateway.api = server.api;
  parts.gateway.account = { ...parts.gateway.account, ...facts };
  await listSettled(parts.linking);
  return { ...parts, server };
}

describe('LinkingService: with a linking server', () => {
  it('shows the profile that a change returns without another request', async () => {
    const { linking, gateway, server } = await setUp();
    await linking.undo('handle');
    await linking.setNickname(anIdentity(), 'Work');
    await linking.dismissSuggestion('s');
    expect(server.calls.map(([name]) => name)).toEqual(['undo', 'setNickname', 'dismissSuggestion']);
    expect(linking.profile()).toEqual(fillMainIdentity(NEW));
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(1);
  });

  it('reads the history, as pages and as a file, and flags an entry of it', async () => {
    const { linking, server } = await setUp();
    expect((await linking.exportHistory('csv')).name).toBe('history.csv');
    expect((await linking.history({ limit: 5 })).next).toBe('n');
    await linking.flagEvent('e');
    expect(server.calls).toEqual([
      ['history', { limit: 5 }],
      ['flagEvent', 'e'],
    ]);
  });

  it('reports which change waits for another one, and withdraws it', async () => {
    const { linking, gateway, server } = await setUp();
    const release = gateway.hold();
    const first = linking.unlink(anIdentity());
    const changes = [linking.undo('handle'), linking.setNickname(anIdentity(), 'Work'), linking.dismissSuggestion('s')];
    const keys = ['handle', 'nickname|google-oauth2|108', 's'];
    expect([...linking.queued()]).toEqual(keys);
    for (const key of keys) linking.cancelQueued(key);
    const withdrawn = jasmine.objectContaining({ code: 'change_in_progress' });
    for (const change of changes) await expectAsync(change).toBeRejectedWith(withdrawn);
    expect(linking.queued().size).toBe(0);
    release();
    await first;
    await linking.undo('handle');
    expect(server.calls).toEqual([['undo', 'handle']]);
  });

  it('withdraws a nickname, but not an unlink of the same identity', async () => {
    const { linking, gateway, server } = await setUp();
    const release = gateway.hold();
    const first = linking.unlink(anIdentity({ user_id: '109' }));
    const named = linking.setNickname(anIdentity(), 'Work');
    const unlinked = linking.unlink(anIdentity());
    linking.cancelQueued('nickname|google-oauth2|108');
    await expectAsync(named).toBeRejected();
    release();
    await Promise.all([first, unlinked]);
    expect(server.calls).toEqual([]);
    expect(linking.identities()?.length).toBe(1);
  });

  it('fails with configuration_invalid without a linking server', async () => {
    const { linking, gateway } = await setUp();
    gateway.api = null;
    const refused = jasmine.objectContaining({ code: 'configuration_invalid' });
    await expectAsync(linking.undo('h')).toBeRejectedWith(refused);
    await expectAsync(linking.history()).toBeRejectedWith(refused);
    await expectAsync(linking.exportHistory('json')).toBeRejectedWith(refused);
    await expectAsync(linking.flagEvent('e')).toBeRejectedWith(refused);
  });

  it('opens the window in the click if unlinking will need a sign-in, and closes it in any case', async () => {
    const { linking, gateway, windows } = await setUp({ fresh_until: null });
    expect(linking.loginNeeded()).toBeTrue();
    gateway.failNext('unlink', 'elevation_cancelled');
    const unlinked = linking.unlink(anIdentity());
    // In the same task: browsers allow it only there.
    expect(windows.length).toBe(1);
    await expectAsync(unlinked).toBeRejectedWith(jasmine.objectContaining({ code: 'elevation_cancelled' }));
    expect(windows[0]?.closed).toBeTrue();
    expect(linking.identities()?.length).toBe(2);
  });

  for (const [name, fresh_until] of [
    ['a sign-in is recent', '2999-01-01T00:00:00Z'],
    ['no linking server is configured', undefined],
  ] as const) {
    it(`opens no window if ${name}`, async () => {
      const { linking, windows } = await setUp(fresh_until === undefined ? {} : { fresh_until });
      expect(linking.loginNeeded()).toBeFalse();
      await linking.unlink(anIdentity());
      expect(windows.length).toBe(0);
    });
  }

  it('reports that the user is signing in, and cancels', async () => {
    const { linking } = await setUp();
    expect(linking.elevating()).toBeFalse();
    const elevation = TestBed.inject(ElevationWindow);
    const signal = elevation.begin(window);
    expect(linking.elevating()).toBeTrue();
    elevation.looksClosed.set(true);
    expect(linking.elevationWindowClosed()).toBeTrue();
    linking.cancelElevation();
    expect(signal.aborted).toBeTrue();
  });

  it('shows the merge preview and links as decided; a retry keeps the decision', async () => {
    const { linking, gateway } = await setUp();
    const preview = {
      current: { user_id: 'auth0|ada', identities: [] },
      other: { user_id: 'google-oauth2|108', identities: [] },
      fields: [],
      application_data: { current: false, other: false },
      revision: 'seen',
    };
    const decision = { keep: 'current', choices: { name: 'other' } } as const;
    void linking.link({ name: 'github', label: 'GitHub' });
    gateway.attempt.reach({
      stage: 'ready',
      candidate: { identity: { provider: 'github', user_id: '7' }, connection: 'github' },
      preview,
    });
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'confirming', preview }));
    gateway.failNext('confirm', anOnefoldError('metadata_too_large').code);
    await linking.confirmLink(decision);
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', retryable: true, preview }));
    linking.reconsiderLink();
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'confirming', preview }));
    await linking.confirmLink();
    expect(linking.linkState().stage).toBe('linked');
    linking.reconsiderLink();
    expect(linking.linkState().stage).toBe('linked');
    expect(gateway.attempt.decisions).toEqual([decision, decision]);
  });

  it('links changed accounts only after the user has seen the new preview', async () => {
    const { linking, gateway } = await setUp();
    const seen = aMergePreview();
    void linking.link({ name: 'github', label: 'GitHub' });
    gateway.attempt.reach({
      stage: 'ready',
      candidate: { identity: { provider: 'github', user_id: '7' }, connection: 'github' },
      preview: seen,
    });
    const changed = anOnefoldError('preview_changed');
    const now = 'preview' in changed ? changed.preview : null;
    expect(now?.revision).not.toBe(seen.revision);
    gateway.failNext('confirm', changed.code);
    await linking.confirmLink();
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', retryable: true, preview: now }));
    await linking.confirmLink();
    expect(gateway.attempt.decisions.length).toBe(1);
    linking.reconsiderLink();
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'confirming', preview: now }));
    await linking.confirmLink();
    expect(linking.linkState().stage).toBe('linked');
  });
});
