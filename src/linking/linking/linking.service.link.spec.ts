import { aCandidate, aConnection } from '@onefold/angular/testing';
import type { OnefoldErrorCode } from '../model/onefold-error';
import { listSettled, setUpLinking } from '../testing/support/linking-setup';

describe('LinkingService: link', () => {
  const google = aConnection();
  const candidate = aCandidate({ identity: { provider: 'google-oauth2', user_id: '999' } });
  const setUp = async () => {
    const parts = setUpLinking();
    await listSettled(parts.linking);
    return parts;
  };
  const setUpConfirming = async () => {
    const parts = await setUp();
    const linked = parts.linking.link(google);
    parts.gateway.attempt.reach({ stage: 'ready', candidate });
    await linked;
    return parts;
  };

  it('opens the window in the click itself', async () => {
    const { linking, gateway, windows } = await setUp();
    void linking.link(google);
    expect(windows.length).toBe(1);
    expect(gateway.requests.length).toBe(1);
    expect(linking.linkState()).toEqual({ stage: 'proving-secondary', connection: google, mode: 'popup' });
    linking.focusLinkWindow();
    expect(windows[0]?.focused).toBe(1);
  });

  it('shows the progress, and links only after the confirmation', async () => {
    const { linking, gateway } = await setUp();
    const linked = linking.link(google);
    gateway.attempt.reach({ stage: 'proving-primary', mode: 'popup', candidate });
    expect(linking.linkState()).toEqual({ stage: 'proving-primary', connection: google, mode: 'popup', candidate });
    gateway.attempt.reach({ stage: 'ready', candidate });
    await linked;
    expect(linking.linkState()).toEqual({ stage: 'confirming', connection: google, candidate });
    expect(linking.identities()?.length).toBe(2);
    expect(gateway.calls).not.toContain('confirm');

    await linking.confirmLink();
    expect(linking.linkState().stage).toBe('linked');
    expect(linking.identities()?.map(({ user_id }) => user_id)).toEqual(['ada', '108', '999']);
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(1);
  });

  it('does nothing on a second click', async () => {
    const { linking, gateway, windows } = await setUp();
    void linking.link(google);
    void linking.link(aConnection({ name: 'github' }));
    expect(windows.length).toBe(1);
    expect(gateway.attempts.length).toBe(1);
  });

  it('links once after several confirmations', async () => {
    const { linking, gateway } = await setUpConfirming();
    await Promise.all([linking.confirmLink(), linking.confirmLink()]);
    await linking.confirmLink();
    expect(gateway.calls.filter((call) => call === 'confirm').length).toBe(1);
  });

  it('ignores a confirmation that was not requested', async () => {
    const { linking, gateway } = await setUp();
    await linking.confirmLink();
    expect(linking.linkState().stage).toBe('idle');
    expect(gateway.calls).not.toContain('confirm');
  });

  it('falls back to a redirect if the browser blocks the window', async () => {
    const { linking, gateway, browser } = await setUp();
    browser.blocksPopups = true;
    void linking.link(google);
    expect(gateway.requests[0]?.window).toBeNull();
    expect(linking.linkState()).toEqual({ stage: 'proving-secondary', connection: google, mode: 'redirect' });
  });

  it('fails with popup_blocked if only a window is allowed', async () => {
    const { linking, gateway, browser } = await setUp();
    browser.blocksPopups = true;
    await linking.link(google, { mode: 'popup' });
    expect(linking.linkState()).toEqual(
      jasmine.objectContaining({ stage: 'failed', error: jasmine.objectContaining({ code: 'popup_blocked' }) }),
    );
    expect(gateway.requests).toEqual([]);
  });

  it('opens no window when a redirect is requested', async () => {
    const { linking, windows } = await setUp();
    void linking.link(google, { mode: 'redirect' });
    expect(windows).toEqual([]);
  });

  it('fails with session_expired and opens no window if no user is signed in', async () => {
    const { linking, auth, windows } = await setUp();
    auth.signOut();
    await linking.link(google);
    expect(linking.linkState()).toEqual(
      jasmine.objectContaining({ error: jasmine.objectContaining({ code: 'session_expired' }) }),
    );
    expect(windows).toEqual([]);
  });

  it('fails with the reason of the attempt, and may be started anew', async () => {
    const { linking, gateway } = await setUp();
    const linked = linking.link(google);
    gateway.attempt.fail('window_closed');
    await linked;
    expect(linking.linkState()).toEqual({
      stage: 'failed',
      connection: google,
      error: jasmine.objectContaining({ code: 'window_closed' }),
      candidate: null,
      retryable: false,
    });
    void linking.link(google);
    expect(gateway.attempts.length).toBe(2);
  });

  for (const code of ['rate_limited', 'offline', 'server_error'] satisfies OnefoldErrorCode[]) {
    it(`tries again without another sign-in after ${code}`, async () => {
      const { linking, gateway } = await setUpConfirming();
      gateway.failNext('confirm', code);
      await linking.confirmLink();
      expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', retryable: true, candidate }));
      expect(gateway.attempt.cancelled).toBeFalse();
      await linking.confirmLink();
      expect(linking.linkState().stage).toBe('linked');
      expect(gateway.attempts.length).toBe(1);
    });
  }

  for (const code of ['proof_expired', 'already_linked', 'link_refused', 'forbidden'] satisfies OnefoldErrorCode[]) {
    it(`forgets the proofs after ${code}`, async () => {
      const { linking, gateway } = await setUpConfirming();
      gateway.failNext('confirm', code);
      await linking.confirmLink();
      expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', retryable: false }));
      expect(gateway.attempt.cancelled).toBeTrue();
    });
  }

  it('can be cancelled while signing in', async () => {
    const { linking, gateway } = await setUp();
    const linked = linking.link(google);
    linking.cancelLink();
    await linked;
    expect(gateway.attempt.cancelled).toBeTrue();
    gateway.attempt.reach({ stage: 'ready', candidate });
    expect(linking.linkState()).toEqual({ stage: 'idle' });
  });

  it('can be cancelled when asked to confirm, and then links nothing', async () => {
    const { linking, gateway } = await setUpConfirming();
    linking.cancelLink();
    await linking.confirmLink();
    expect(gateway.attempt.cancelled).toBeTrue();
    expect(linking.identities()?.length).toBe(2);
  });

  it('shows the outcome of a confirmation that could not be cancelled', async () => {
    const { linking, gateway } = await setUpConfirming();
    const release = gateway.hold();
    const confirmed = linking.confirmLink();
    linking.cancelLink();
    release();
    await confirmed;
    expect(linking.linkState()).toEqual({ stage: 'idle' });
    expect(linking.identities()?.length).toBe(3);
  });

  it('reloads the list if the outcome of a confirmation is unknown that could not be cancelled', async () => {
    const { linking, gateway } = await setUpConfirming();
    const release = gateway.hold();
    gateway.failNext('confirm', 'outcome_unknown');
    const confirmed = linking.confirmLink();
    linking.cancelLink();
    release();
    await confirmed;
    expect(linking.linkState()).toEqual({ stage: 'idle' });
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(2);
  });

  it('fails with session_changed if a different user signs in during the flow', async () => {
    const { linking, gateway, auth } = await setUpConfirming();
    auth.signIn({ sub: 'auth0|eve' });
    expect(gateway.attempt.cancelled).toBeTrue();
    expect(linking.linkState()).toEqual(
      jasmine.objectContaining({ stage: 'failed', error: jasmine.objectContaining({ code: 'session_changed' }) }),
    );
    await linking.confirmLink();
    expect(gateway.calls).not.toContain('confirm');
  });

  it('fails with session_expired if the user signs out during the flow', async () => {
    const { linking, gateway, auth } = await setUpConfirming();
    auth.signOut();
    expect(gateway.attempt.cancelled).toBeTrue();
    expect(linking.linkState()).toEqual(
      jasmine.objectContaining({ stage: 'failed', error: jasmine.objectContaining({ code: 'session_expired' }) }),
    );
  });

  it('resumes an attempt interrupted by a redirect, once', async () => {
    const { linking, gateway } = await setUp();
    gateway.interrupted = gateway.anAttempt(google);
    gateway.interrupted.reach({ stage: 'ready', candidate });
    await Promise.all([linking.resumeLink(), linking.resumeLink()]);
    expect(linking.linkState()).toEqual({ stage: 'confirming', connection: google, candidate });
    expect(gateway.calls.filter((call) => call === 'resume').length).toBe(1);
    await linking.confirmLink();
    expect(linking.linkState().stage).toBe('linked');
  });

  it('returns the change that a sign-in interrupted, and shows no attempt', async () => {
    const { linking, gateway } = await setUp();
    const change = { kind: 'unlink', identity: { provider: 'github', user_id: '42' }, failure: null } as const;
    gateway.interrupted = change;
    expect(await linking.resumeLink()).toEqual(change);
    expect(await linking.resumeLink()).toBeNull();
    expect(linking.linkState()).toEqual({ stage: 'idle' });
  });

  it('asks for confirmation only while the proofs are valid', async () => {
    jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z'));
    try {
      const { linking, gateway } = await setUp();
      const expiresAt = new Date('2026-11-23T12:09:00Z');
      void linking.link(google);
      gateway.attempt.reach({ stage: 'ready', candidate, expiresAt });
      expect(linking.linkState()).toEqual({ stage: 'confirming', connection: google, candidate, expiresAt });
      jasmine.clock().tick(9 * 60_000 - 1);
      expect(linking.linkState().stage).toBe('confirming');
      jasmine.clock().tick(1);
      expect(linking.linkState()).toEqual(
        jasmine.objectContaining({
          ...{ stage: 'failed', connection: google, candidate, retryable: false },
          error: jasmine.objectContaining({ code: 'proof_expired', remedy: 'retry' }),
        }),
      );
      expect(gateway.attempt.cancelled).toBeTrue();
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('stays idle if there is nothing to resume', async () => {
    const { linking } = await setUp();
    await linking.resumeLink();
    expect(linking.linkState()).toEqual({ stage: 'idle' });
  });

  it('reports why an interrupted attempt failed, and its connection', async () => {
    const { linking, gateway } = await setUp();
    gateway.interrupted = gateway.anAttempt(google);
    gateway.interrupted.fail('link_cancelled');
    await linking.resumeLink();
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', connection: google }));
  });

  it('reads the outcome of an attempt again on request', async () => {
    const { linking, gateway } = await setUp();
    gateway.failNext('resume', 'offline');
    await linking.resumeLink();
    gateway.interrupted = gateway.anAttempt(google);
    gateway.interrupted.reach({ stage: 'ready', candidate });
    await linking.resumeLink();
    expect(linking.linkState().stage).toBe('confirming');
  });

  it('reports why an interrupted attempt cannot continue', async () => {
    const { linking, gateway } = await setUp();
    gateway.failNext('resume', 'session_changed');
    await linking.resumeLink();
    expect(linking.linkState()).toEqual(jasmine.objectContaining({ stage: 'failed', connection: null }));
  });
});
