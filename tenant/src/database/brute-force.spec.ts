import * as openid from 'openid-client';
import {
  authorization,
  DATABASE,
  logIn,
  refusal,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const BLOCKED = {
  status: 429,
  error: 'too_many_attempts',
  description:
    "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
};

describe('Ten wrong passwords in a row', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const grant = (password = 'demo', username = 'ana@example.com') =>
    openid.genericGrantRequest(harness.config, 'password', { username, password, scope: 'openid' });
  const fail = async (times: number, username?: string) => {
    for (let count = 0; count < times; count += 1) expect((await refusal(grant('guess', username))).status).toBe(403);
  };

  it('block only that login, in upper and lower case, even with the right password', async () => {
    await fail(10);
    expect(await refusal(grant('demo', 'ANA@example.com'))).toEqual(BLOCKED);
    expect((await grant('demo', 'mira@example.com')).token_type).toBe('bearer');
    await fail(10, 'stranger@example.com');
    expect(await refusal(grant('guess', 'stranger@example.com'))).toEqual(BLOCKED);
  });

  it('block the login page, too, with a message', async () => {
    await fail(9);
    const wrong = await logIn(
      harness.browser,
      await harness.browser.open((await authorization(harness.config)).url),
      undefined,
      'x',
    );
    expect(wrong.html).toContain('Wrong email or password.');
    const blocked = await logIn(harness.browser, wrong);
    expect(blocked.html).toContain('has been blocked after too many attempts');
  });

  it('are no longer counted after a right one', async () => {
    await fail(9);
    await grant();
    await fail(9);
    expect((await grant()).token_type).toBe('bearer');
  });

  it('block until a link in a mail lifts the block', async () => {
    await fail(10);
    const { kind, link = '' } = harness.tenant.control.messages.latest('ana@example.com') ?? {};
    expect(kind).toBe('blocked_account');
    expect((await harness.browser.open(link)).html).toContain('no longer blocked');
    expect((await grant()).token_type).toBe('bearer');
    expect((await harness.browser.open(link)).status).toBe(400);
  });

  it('block until the control, a reset or a month lifts the block', async () => {
    await fail(10);
    harness.tenant.control.unblock(ANA);
    expect((await grant()).token_type).toBe('bearer');
    await fail(10);
    harness.tenant.control.advanceClock(2_592_000);
    expect((await grant()).token_type).toBe('bearer');
    await fail(10);
    const beforeSignIns = harness.tenant.control.snapshot();
    harness.tenant.control.reset();
    expect((await grant()).token_type).toBe('bearer');
    harness.tenant.control.restore(beforeSignIns);
    expect(await refusal(grant())).toEqual(BLOCKED);
  });

  it('block no user if the connection turns the protection off', async () => {
    const database = harness.tenant.control.exportSeed().connections.find(({ name }) => name === DATABASE);
    if (database !== undefined) {
      harness.tenant.control.seed({ connections: [{ ...database, options: { brute_force_protection: false } }] });
    }
    await fail(11);
    expect((await grant()).token_type).toBe('bearer');
  });
});
