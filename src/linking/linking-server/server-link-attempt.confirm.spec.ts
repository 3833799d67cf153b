import { TestBed } from '@angular/core/testing';
import { FakeAuthService, aMergePreview, anOnefoldError, provideFakeAuth } from '@onefold/angular/testing';
import type { OnefoldError } from '../model/onefold-error';
import { aMeResponse, aServerIdentity } from '../testing/support/me-response';
import { FakeLinkingServer, LEO, aPage, anIntent, settle } from '../testing/support/fake-linking-server';
import { PLAIN_APP_URL } from '../testing/support/plain-app-url';
import { ServerLinkAttempt } from './server-link-attempt';

describe('ServerLinkAttempt, confirming', () => {
  let server: FakeLinkingServer;
  let auth: FakeAuthService;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z'));
    TestBed.configureTestingModule({ providers: [provideFakeAuth()] });
    auth = TestBed.inject(FakeAuthService);
    server = new FakeLinkingServer();
  });
  afterEach(() => {
    jasmine.clock().uninstall();
    sessionStorage.clear();
  });

  /** An attempt whose accounts are proved. */
  async function ready(intent: Partial<FakeLinkingServer['intent']> = {}): Promise<ServerLinkAttempt> {
    server.intent = anIntent({ stage: 'ready', candidate: LEO, ...intent });
    const parts = { client: server.asClient(), auth, document: aPage().document, appUrl: PLAIN_APP_URL };
    const attempt = ServerLinkAttempt.resume(parts, server.intent);
    await settle();
    return attempt;
  }
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      jasmine.clock().tick(1000);
      await settle();
    }
  }
  const confirmations = () => server.calls.filter((call) => call === 'confirm').length;

  it('confirms with the decision and needs no further request', async () => {
    const attempt = await ready({ preview: aMergePreview({ revision: 'r1' }) });
    expect(await attempt.confirm({ keep: 'current', choices: { name: 'other' } })).toEqual(server.account);
    expect(server.bodies.at(-1)).toEqual({ keep: 'current', choices: { name: 'other' }, revision: 'r1' });
    expect(server.calls.at(-1)).toBe('confirm');
    attempt.cancel();
    expect(server.calls.at(-1)).toBe('confirm');
  });

  for (const code of ['server_error', 'offline', 'unexpected'] as const) {
    it(`reports a link as done although its responses were lost (${code}), if the profile has it`, async () => {
      const attempt = await ready();
      server.failures.push(anOnefoldError(code), anOnefoldError(code));
      server.known = aMeResponse({
        identities: [aServerIdentity(), aServerIdentity({ ...LEO.identity, primary: false })],
      });
      const change = await attempt.confirm();
      expect('identities' in change && change.identities.map(({ user_id }) => user_id)).toEqual(['ada', '108']);
      expect(server.calls.slice(-4)).toEqual(['confirm', 'confirm', 'read it', 'me']);
    });
  }

  it('reports the failure if the profile lacks the identity, and allows a retry', async () => {
    const attempt = await ready();
    server.failures.push(anOnefoldError('server_error'), anOnefoldError('server_error'));
    await expectAsync(attempt.confirm()).toBeRejectedWith(jasmine.objectContaining({ code: 'server_error' }));
    expect(await attempt.confirm()).toEqual(server.account);
  });

  for (const [what, failures, stage] of [
    ['nothing can be read', 4, 'ready'],
    ['the server is still linking', 2, 'linking'],
  ] as const) {
    it(`reports the result as unknown if ${what}`, async () => {
      const attempt = await ready();
      server.intent = { ...server.intent, stage };
      for (let count = 0; count < failures; count++) server.failures.push(anOnefoldError('offline'));
      const unknown = jasmine.objectContaining({ code: 'outcome_unknown', remedy: 'reload' });
      await expectAsync(attempt.confirm()).toBeRejectedWith(unknown);
    });
  }

  it('repeats the confirmation whose response was lost', async () => {
    const attempt = await ready();
    server.failures.push(anOnefoldError('server_error'));
    expect(await attempt.confirm()).toEqual(server.account);
    expect(confirmations()).toBe(2);
  });

  it('asks again, with a pause, while the server is still linking', async () => {
    const attempt = await ready();
    server.unfinished = 2;
    const change = attempt.confirm();
    await settle();
    expect(confirmations()).toBe(1);
    await pass(1);
    expect(confirmations()).toBe(2);
    await pass(1);
    expect(await change).toEqual(server.account);
    expect(confirmations()).toBe(3);
  });

  it('reports the result as unknown if the server is still linking after five minutes', async () => {
    const attempt = await ready();
    server.unfinished = Infinity;
    server.intent = { ...server.intent, stage: 'linking' };
    let code: string | undefined;
    attempt.confirm().catch((error: unknown) => (code = (error as OnefoldError).code));
    await pass(299);
    expect(code).toBeUndefined();
    await pass(2);
    expect(code).toBe('outcome_unknown');
    const before = confirmations();
    await pass(1);
    expect(confirmations()).toBe(before);
  });

  it('reports a link that it could not wait for as done if the profile has it', async () => {
    const attempt = await ready();
    server.unfinished = Infinity;
    server.known = aMeResponse({
      identities: [aServerIdentity(), aServerIdentity({ ...LEO.identity, primary: false })],
    });
    const change = attempt.confirm();
    await pass(301);
    expect('identities' in (await change)).toBeTrue();
  });

  it('fetches the preview again if the accounts have changed, and confirms that version next', async () => {
    const attempt = await ready({ preview: aMergePreview({ revision: 'r1' }) });
    const now = aMergePreview({ revision: 'r2' });
    server.intent = { ...server.intent, preview: now };
    server.failures.push(Object.assign(anOnefoldError('preview_changed'), { preview: null, supportId: '7f3a' }));
    const refused = jasmine.objectContaining({ code: 'preview_changed', preview: now, supportId: '7f3a' });
    await expectAsync(attempt.confirm()).toBeRejectedWith(refused);
    await attempt.confirm();
    expect(server.bodies).toEqual([{ revision: 'r1' }, { revision: 'r2' }]);
  });

  it('reports why the accounts can no longer be linked', async () => {
    const attempt = await ready({ preview: aMergePreview() });
    const error = { code: 'already_linked', title: 'x' } as const;
    server.intent = { ...server.intent, stage: 'failed', error };
    server.failures.push(anOnefoldError('preview_changed'));
    await expectAsync(attempt.confirm()).toBeRejectedWith(jasmine.objectContaining({ code: 'already_linked' }));
  });

  it('signs in to the other account if that one is kept', async () => {
    const attempt = await ready();
    server.signIn = { user_id: 'google-oauth2|108', connection: 'google-oauth2', login_hint: 'leo@example.com' };
    let ended = false;
    void attempt.confirm({ keep: 'other' }).finally(() => (ended = true));
    await settle();
    expect(auth.logins).toEqual([{ connection: 'google-oauth2', loginHint: 'leo@example.com', prompt: 'login' }]);
    expect(ended).toBeFalse();
  });
});
