import * as openid from 'openid-client';
import { authorization, DATABASE, logIn, refusal, startBench, type Bench } from '../oidc/testing/tenant-client.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const BLOCKED = {
  status: 429,
  error: 'too_many_attempts',
  description:
    "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
};

describe('Ten wrong passwords in a row', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.tenant.stop());
  const grant = (password = 'demo', username = 'ana@example.com') =>
    openid.genericGrantRequest(bench.config, 'password', { username, password, scope: 'openid' });
  const fail = async (times: number, username?: string) => {
    for (let count = 0; count < times; count += 1) expect((await refusal(grant('guess', username))).status).toBe(403);
  };

  it('block only that name, in any case and with any password', async () => {
    await fail(10);
    expect(await refusal(grant('demo', 'ANA@example.com'))).toEqual(BLOCKED);
    expect((await grant('demo', 'mira@example.com')).token_type).toBe('bearer');
    await fail(10, 'stranger@example.com');
    expect(await refusal(grant('guess', 'stranger@example.com'))).toEqual(BLOCKED);
  });

  it('block on the login page, too, with a message', async () => {
    await fail(9);
    const wrong = await logIn(
      bench.browser,
      await bench.browser.open((await authorization(bench.config)).url),
      undefined,
      'x',
    );
    expect(wrong.html).toContain('Wrong email or password.');
    const blocked = await logIn(bench.browser, wrong);
    expect(blocked.html).toContain('has been blocked after too many attempts');
  });

  it('are forgotten after a right one', async () => {
    await fail(9);
    await grant();
    await fail(9);
    expect((await grant()).token_type).toBe('bearer');
  });

  it('block until a link in a mail lifts the block', async () => {
    await fail(10);
    const { kind, link = '' } = bench.tenant.control.messages.latest('ana@example.com') ?? {};
    expect(kind).toBe('blocked_account');
    expect((await bench.browser.open(link)).html).toContain('no longer blocked');
    expect((await grant()).token_type).toBe('bearer');
    expect((await bench.browser.open(link)).status).toBe(400);
  });

  it('block until the control, a reset or a month lifts the block', async () => {
    await fail(10);
    bench.tenant.control.unblock(ANA);
    expect((await grant()).token_type).toBe('bearer');
    await fail(10);
    bench.tenant.control.advanceClock(2_592_000);
    expect((await grant()).token_type).toBe('bearer');
    await fail(10);
    const beforeSignIns = bench.tenant.control.snapshot();
    bench.tenant.control.reset();
    expect((await grant()).token_type).toBe('bearer');
    bench.tenant.control.restore(beforeSignIns);
    expect(await refusal(grant())).toEqual(BLOCKED);
  });

  it('block no user if the connection turns the protection off', async () => {
    const database = bench.tenant.control.exportSeed().connections.find(({ name }) => name === DATABASE);
    if (database !== undefined) {
      bench.tenant.control.seed({ connections: [{ ...database, options: { brute_force_protection: false } }] });
    }
    await fail(11);
    expect((await grant()).token_type).toBe('bearer');
  });
});
