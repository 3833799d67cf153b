import { callWithScope } from '../oidc/testing/call-as-machine.ts';
import { startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('An enrollment ticket', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const create = (body: object) =>
    callWithScope<{ ticket_id: string; ticket_url: string }>(
      harness.tenant,
      'create:guardian_enrollment_tickets',
      ...(['POST', '/guardian/enrollments/ticket', body] as const),
    );

  it('lets a user set up an authenticator app once, without a login', async () => {
    const { status, body } = await create({ user_id: ANA, send_mail: true });
    expect([status, body.ticket_url.endsWith(body.ticket_id)]).toEqual([200, true]);
    expect(harness.tenant.control.messages.latest('ana@example.com')?.link).toBe(body.ticket_url);
    expect((await harness.browser.open(body.ticket_url)).html).toContain('Set up an authenticator app');
    const submit = (code: string) => harness.browser.submit(body.ticket_url, { code });
    expect((await submit('000000')).html).toContain('That code is wrong');
    expect((await submit(harness.tenant.control.currentOtp(ANA))).html).toContain('Your authenticator app is set up');
    const { body: enrolled } = await callWithScope<{ status: string }[]>(
      harness.tenant,
      'read:users',
      ...(['GET', `/users/${encodeURIComponent(ANA)}/enrollments`] as const),
    );
    expect(enrolled.map((each) => each.status)).toEqual(['confirmed']);
    expect((await harness.browser.open(body.ticket_url)).status).toBe(400);
    expect((await submit('000000')).status).toBe(400);
  });

  it('is rejected for an unknown user, and an invented one shows an error page', async () => {
    expect((await create({ user_id: 'auth0|none' })).status).toBe(404);
    expect((await harness.browser.open('/mfa/enrollment?ticket=made-up')).status).toBe(400);
  });
});
