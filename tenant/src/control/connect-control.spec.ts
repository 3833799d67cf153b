import { createTenant, type Tenant } from '../index.ts';
import { demoClients } from '../seed/demo-clients.ts';
import { connectControl, ControlError, type ConnectedControl } from './connect-control.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('A connected control', () => {
  let tenant: Tenant;
  let control: ConnectedControl;
  beforeEach(async () => {
    tenant = await createTenant({ control: true, clients: demoClients() });
    control = connectControl(`${tenant.origin}/control`);
  });
  afterEach(() => tenant.stop());

  const user = async (id: string) => (await control.users()).find(({ user_id: each }) => each === id);

  it('changes users', async () => {
    const added = await control.addUser({ connection: 'email', profile: { email: 'new@example.com' } });
    expect((await control.patchUser(added.user_id, { user_metadata: { a: 1 } })).user_metadata).toEqual({ a: 1 });
    await control.block(ANA);
    expect((await user(ANA))?.blocked).toBeTrue();
    await control.unblock(ANA);
    expect((await user(ANA))?.blocked).toBeFalse();
    expect(await control.revokeSessions(ANA)).toBe(0);
    await control.reset();
    expect(await user(added.user_id)).toBeUndefined();
  });

  it('seeds by object and by YAML, and exports', async () => {
    await control.seed({ users: [{ connection: 'github', user_id: 77, profile: { name: 'Ada' } }] });
    await control.seed('users:\n  - connection: github\n    user_id: 78\n    profile: { name: Bo }\n');
    expect((await control.exportSeed()).users.slice(-2).map(({ user_id: id }) => id)).toEqual([77, 78]);
    await expectAsync(control.seed('users:\n  - connection: nowhere\n    profile: {}\n')).toBeRejectedWithError(
      ControlError,
      /body:2:17 users\[0\]\.connection: Unknown connection "nowhere"/,
    );
  });

  it('takes and restores snapshots', async () => {
    const snapshot = await control.snapshot();
    await control.block(ANA);
    await control.restore(snapshot);
    expect((await user(ANA))?.blocked).toBeFalse();
    await control.dropSnapshot(snapshot);
    await expectAsync(control.restore(snapshot)).toBeRejectedWith(jasmine.objectContaining({ status: 400 }));
  });

  it('changes time, tokens and keys', async () => {
    await control.advanceClock(3600);
    const token = await control.signToken({ sub: 'x@clients', aud: `${tenant.issuer}api/v2/`, scope: 'read:users' });
    const sendRequest = async () =>
      (await fetch(`${tenant.origin}/api/v2/users`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await sendRequest()).toBe(200);
    const kid = await control.rotateSigningKey();
    expect(kid).toMatch(/^onefold-local-/);
    expect(await sendRequest()).toBe(200);
    await control.revokePreviousKeys();
    expect(await sendRequest()).toBe(401);
    await control.setTokenLifetime(5);
    await control.setTokenLifetime();
    await control.expireTokens(ANA);
    await control.expireTokens();
    await control.setRateLimit({ limit: 1, perSeconds: 60, burst: 1 });
    await control.setReauthentication('github', 'old');
    expect([await sendRequest(), await sendRequest()]).toEqual([401, 429]);
  });

  it('injects faults, and lists requests and activity', async () => {
    const fault = await control.faults.add({ path: '/userinfo', malformed: true });
    expect((await control.faults.list()).map(({ id }) => id)).toEqual([fault]);
    await expectAsync(fetch(`${tenant.origin}/userinfo`).then((response) => response.json())).toBeRejectedWithError(
      SyntaxError,
    );
    await control.faults.remove(fault);
    await control.faults.add({ path: '/userinfo', rateLimitedFor: 7 });
    const limited = await fetch(`${tenant.origin}/userinfo`);
    expect([limited.status, limited.headers.get('Retry-After'), limited.headers.get('X-RateLimit-Remaining')]).toEqual([
      429,
      '7',
      '0',
    ]);
    expect(((await limited.json()) as { errorCode: string }).errorCode).toBe('too_many_requests');
    await control.faults.clear();
    expect((await fetch(`${tenant.origin}/userinfo`)).status).toBe(401);
    expect((await control.journal.entries()).map(({ path, status }) => [path, status])).toEqual([
      ['/userinfo', 200],
      ['/userinfo', 429],
      ['/userinfo', 401],
    ]);
    await control.journal.clear();
    expect(await control.journal.entries()).toEqual([]);
    await control.reset();
    expect((await control.activity()).map(({ kind }) => kind)).toEqual(['reset']);
  });

  it('reads the mailbox and the authenticator apps', async () => {
    const start = { client_id: 'onefold-demo', connection: 'email', email: 'ruth+1@example.org', send: 'code' };
    await fetch(`${tenant.origin}/passwordless/start`, { method: 'POST', body: JSON.stringify(start) });
    const sent = await control.messages.latest('Ruth+1@example.org');
    expect(sent?.code).toMatch(/^\d{6}$/);
    expect(tenant.control.messages.list()).toEqual(sent === undefined ? [] : [sent]);
    expect(await control.messages.list()).toEqual(sent === undefined ? [] : [sent]);
    expect(await control.messages.list('unknown@example.org')).toEqual([]);
    await control.messages.clear();
    expect(await control.messages.list()).toEqual([]);
    const { user_id: id } = await control.addUser({
      connection: 'email',
      profile: { email: 'new@example.com' },
      mfa: { secret: 'JBSWY3DPEHPK3PXP' },
    });
    expect(await control.currentOtp(id)).toBe(tenant.control.currentOtp(id));
    await expectAsync(control.currentOtp(ANA)).toBeRejectedWithError(ControlError, /has no authenticator app/);
  });

  it('starts a delegated session', async () => {
    const token = await control.delegateSession(ANA, { sub: 'auth0|agent' });
    const query = new URLSearchParams({
      ...{ client_id: 'onefold-demo', response_type: 'code', redirect_uri: 'http://localhost:4200/callback' },
      session_transfer_token: token,
    });
    const { status } = await fetch(`${tenant.origin}/authorize?${query}`, { redirect: 'manual' });
    expect([token.length, status]).toEqual([43, 303]);
    await expectAsync(control.delegateSession('auth0|gone', { sub: 'a' })).toBeRejectedWithError(
      ControlError,
      /Unknown user/,
    );
  });

  it('allows and forbids connections, and explains what it cannot do', async () => {
    await control.setConnectionEnabled('onefold-demo', 'github', false);
    expect((await control.exportSeed()).clients[0]?.connections).not.toContain('github');
    await expectAsync(control.setConnectionEnabled('unknown', 'github', true)).toBeRejectedWithError(
      ControlError,
      /Unknown client "unknown"/,
    );
    const stranger = connectControl(`${tenant.origin}/no/such/thing`);
    await expectAsync(stranger.reset()).toBeRejectedWith(jasmine.objectContaining({ status: 404 }));
  });
});
