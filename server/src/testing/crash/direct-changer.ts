import { type AccountChanges, createAccountChanges } from '../../accounts/account-changes.ts';
import { createManagement } from '../../auth0/create-management.ts';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import { realPace } from '../../auth0/pace.ts';
import { PORTAL } from '../../auth0/testing/auth0-harness.ts';
import { createEventRecorder } from '../../history/event-recorder.ts';
import { SYSTEM_CLOCK } from '../../platform/clock.ts';
import { tokenHash } from '../../platform/sealer.ts';
import { BROWSER_TOKEN, type CrashHarness } from './crash-harness.ts';
import type { Changer } from './crash-scenarios.ts';
import { watchManagement, type WatchedManagement } from './watched-management.ts';

const FROM = {
  origin: { address: '203.0.113.7', userAgent: 'Spec/1.0' },
  browserHash: tokenHash(BROWSER_TOKEN),
};

/** Changes accounts in this process, through the real client of the Management API. */
export interface DirectChanger extends Changer, Pick<WatchedManagement, 'watch'> {
  readonly changes: AccountChanges;
  close(): Promise<void>;
}

/** Makes one for a harness. */
export function directChanger(harness: CrashHarness): DirectChanger {
  // The clock of the harness goes back; the slots of the rate must not be in its future then.
  const real = createManagement(harness, { pace: realPace(SYSTEM_CLOCK) });
  const watched = watchManagement(real);
  const changes = createAccountChanges({
    ...harness,
    management: watched.management,
    events: createEventRecorder(harness),
    recentSignIns: createRecentSignIns(harness),
  });
  return {
    changes,
    watch: (before) => {
      watched.watch(before);
    },
    close: () => real.close(),
    link: async (current, other, decision) => {
      await harness.loggedIn(current, harness.clock.now());
      const intentId = await harness.proved(current, other, harness.clock.now());
      const pair = { intentId, current, other, connection: 'google-oauth2' };
      const { revision } = await changes.preview(pair);
      return await changes.link({ pair: { ...pair, revision }, decision, from: FROM });
    },
    unlink: async (account, identity) => {
      await harness.loggedIn(account, harness.clock.now());
      return await changes.unlink({
        caller: { subject: account, clientId: PORTAL },
        identity,
        from: FROM,
        request: {},
      });
    },
    undo: async (account) => {
      await harness.loggedIn(account, harness.clock.now());
      const open = await changes.openUndo(account);
      await changes.undo({ caller: { subject: account, clientId: PORTAL }, handle: open?.handle ?? '', from: FROM });
    },
  };
}
