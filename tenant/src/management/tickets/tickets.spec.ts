import { callWithScope } from '../../oidc/testing/call-as-machine.ts';
import {
  authorization,
  errorOf,
  logIn,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../../oidc/testing/oidc-harness.ts';
import { ANA, LEO_GOOGLE, MIRA, userPath, type ErrorBody } from '../testing/management-harness.ts';

const SCOPES = 'create:user_tickets update:users read:users read:logs';
const DATABASE = 'con_DemoDatabase0001';

describe('Tickets, jobs and blocks', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const call = <Body = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    callWithScope<Body>(harness.tenant, SCOPES, method, path, body);
  const refused = async (path: string, body: unknown) => {
    const response = await call<ErrorBody>('POST', path, body);
    return [response.status, response.body.message];
  };
  const ticket = async (kind: string, body: unknown) => {
    const { status, body: given } = await call('POST', `/tickets/${kind}`, body);
    expect(status).toBe(201);
    return new URL(String(given['ticket']));
  };
  const ana = () => harness.tenant.control.users().find(({ user_id: id }) => id === ANA);
  const open = async () => harness.browser.open((await authorization(harness.config, { prompt: 'login' })).url);
  const chooseNew = (link: URL) =>
    harness.browser.submit(link.pathname + link.search, { password: 'Correct-horse-9', repeated: 'Correct-horse-9' });

  it('verify an address once, and continue to the URL of the ticket', async () => {
    harness.tenant.control.patchUser(ANA, { profile: { email_verified: false } });
    const result = 'http://localhost:4200/done?from=mail';
    const link = await ticket('email-verification', { user_id: ANA, result_url: result, includeEmailInRedirect: true });
    const { url } = await harness.browser.open(link);
    expect(ana()?.email_verified).toBeTrue();
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ from: 'mail', email: 'ana@example.com', success: 'true', code: 'success' },
      message: 'Your email was verified. You can continue using the application.',
    });
    expect((await harness.browser.open(link)).html).toContain('This link doesn’t work anymore');
  });

  it('change a password once, end all sessions, and verify the address only on request', async () => {
    harness.tenant.control.patchUser(ANA, { profile: { email_verified: false } });
    await signIn(harness);
    const link = await ticket('password-change', { user_id: ANA, result_url: 'http://localhost:4200/changed' });
    const end = await chooseNew(link);
    expect([end.url.pathname, end.url.searchParams.get('success')]).toEqual(['/changed', 'true']);
    expect(
      errorOf(await harness.browser.open((await authorization(harness.config, { prompt: 'none' })).url)).error,
    ).toBe('login_required');
    expect((await logIn(harness.browser, await open(), 'ana@example.com', 'demo')).html).toContain('Wrong');
    expect(
      (await logIn(harness.browser, await open(), 'ana@example.com', 'Correct-horse-9')).url.searchParams.has('code'),
    ).toBeTrue();
    expect(ana()?.email_verified).toBeFalse();
    const byAddress = { email: 'ana@example.com', connection_id: DATABASE, mark_email_as_verified: true };
    await chooseNew(await ticket('password-change', byAddress));
    expect(ana()?.email_verified).toBeTrue();
  });

  it('expire after the requested time', async () => {
    const link = await ticket('email-verification', { user_id: ANA, ttl_sec: 60 });
    const usual = await ticket('email-verification', { user_id: ANA, ttl_sec: 0 });
    harness.tenant.control.advanceClock(61);
    expect((await harness.browser.open(link)).html).toContain('doesn’t work anymore');
    expect((await harness.browser.open(usual)).html).toContain('verified');
  });

  it('are rejected with the reason', async () => {
    const verification = '/tickets/email-verification';
    expect(await refused(verification, { user_id: 'auth0|unknown' })).toEqual([404, 'User not found.']);
    expect(await refused(verification, { user_id: LEO_GOOGLE })).toEqual([
      400,
      "The user's main connection does not support this operation.",
    ]);
    expect(await refused(verification, { user_id: ANA, client_id: 'none' })).toEqual([
      400,
      'The client does not exist',
    ]);
    expect(await refused(verification, { user_id: ANA, organization_id: 'org_none' })).toEqual([
      400,
      'The organization does not exist',
    ]);
    const identity = { provider: 'github', user_id: '1' };
    expect(await refused(verification, { user_id: ANA, identity })).toEqual([
      400,
      'The user exists, but does not contain the given identity.',
    ]);
    expect((await refused('/tickets/password-change', { email: 'ana@example.com' }))[0]).toBe(400);
    expect(await refused('/tickets/password-change', { email: 'no@x.example', connection_id: DATABASE })).toEqual([
      404,
      'User not found.',
    ]);
    harness.tenant.control.patchUser(MIRA, { profile: { email: null } });
    expect((await refused(verification, { user_id: MIRA }))[1]).toBe('The user does not have an email address.');
    expect((await refused('/jobs/verification-email', { user_id: MIRA }))[1]).toBe(
      'User does not have an email address.',
    );
    for (const path of [verification, '/tickets/password-change', '/jobs/verification-email']) {
      expect((await callWithScope(harness.tenant, 'read:users', 'POST', path, { user_id: ANA })).status).toBe(403);
    }
  });

  it('mail the link that verifies an address, as a job whose state can be read', async () => {
    harness.tenant.control.patchUser(ANA, { profile: { email_verified: false } });
    const job = await call('POST', '/jobs/verification-email', { user_id: ANA, client_id: 'spa' });
    expect([job.status, job.body['type'], job.body['status']]).toEqual([201, 'verification_email', 'pending']);
    const done = { ...job.body, status: 'completed' };
    expect((await call('GET', `/jobs/${String(job.body['id'])}`)).body).toEqual(done);
    expect((await call('GET', '/jobs/job_none')).status).toBe(404);
    const { link = '' } = harness.tenant.control.messages.latest('ana@example.com') ?? {};
    await harness.browser.open(new URL(link));
    expect(ana()?.email_verified).toBeTrue();
    const logged = await call<{ type: string }[]>('GET', `${userPath(ANA)}/logs`);
    expect(logged.body.map(({ type }) => type)).toEqual(['sv', 'svr']);
  });

  it('show users blocked after wrong passwords, by name and by user, and unblock them', async () => {
    const fail = async () => {
      for (let count = 0; count < 10; count += 1)
        await logIn(harness.browser, await open(), 'ana@example.com', 'wrong');
    };
    const right = async () =>
      (await logIn(harness.browser, await open(), 'ana@example.com', 'demo')).url.searchParams.has('code');
    await fail();
    expect(await right()).toBeFalse();
    const block = { identifier: 'ana@example.com', ip: '127.0.0.1', connection: 'Username-Password-Authentication' };
    const byUser = `/user-blocks/${encodeURIComponent(ANA)}`;
    expect((await call('GET', byUser)).body).toEqual({ blocked_for: [block] });
    expect((await call('GET', '/user-blocks?identifier=ana@example.com')).body).toEqual({ blocked_for: [block] });
    expect((await call('DELETE', byUser)).status).toBe(204);
    expect((await call('GET', byUser)).body).toEqual({ blocked_for: [] });
    expect(await right()).toBeTrue();
    await fail();
    expect((await call('DELETE', '/user-blocks?identifier=Ana@example.com')).status).toBe(204);
    expect(await right()).toBeTrue();
    expect((await call('GET', `/user-blocks/${encodeURIComponent('auth0|unknown')}`)).status).toBe(404);
    expect((await call('GET', '/user-blocks')).status).toBe(400);
    const lifted = await call<unknown[]>('GET', '/logs?q=type:ublkdu');
    expect(lifted.body.length).toBe(2);
    expect((await callWithScope(harness.tenant, 'read:users', 'DELETE', byUser)).status).toBe(403);
  });
});
