import { createMachineToken, type MachineToken } from './machine-token.ts';
import { startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';

const HOUR = 3_600_000;

describe('The machine token', () => {
  let harness: Auth0Harness;
  let token: MachineToken;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(() => {
    harness.tenant.control.reset();
    token = createMachineToken(harness);
  });
  afterAll(() => harness.stop());

  const requests = () => harness.tenant.control.journal.entries().filter(({ path }) => path === '/oauth/token').length;
  /** Tokens that live so many seconds; each is another one. */
  const respondWithTokens = (...names: string[]) => {
    for (const access_token of names.reverse()) {
      const body = { access_token, token_type: 'Bearer', expires_in: 10 * 3600 };
      harness.tenant.control.faults.add({ path: '/oauth/token', status: 200, body, times: 1 });
    }
  };

  it('is requested once for all callers, and cached', async () => {
    respondWithTokens('first');
    expect(await Promise.all([token.get(), token.get(), token.get()])).toEqual(['first', 'first', 'first']);
    harness.clock.advance(7 * HOUR);
    expect(await token.get()).toBe('first');
    expect(requests()).toBe(1);
  });

  it('is renewed before it expires, while the old one is still used', async () => {
    respondWithTokens('first', 'second');
    await token.get();
    harness.clock.advance(8.5 * HOUR);
    expect(await token.get()).toBe('first');
    harness.clock.advance(1.2 * HOUR);
    expect(await token.get()).toBe('second');
    expect(requests()).toBe(2);
  });

  it('stays in use while it is valid if renewing fails', async () => {
    respondWithTokens('first');
    await token.get();
    harness.tenant.control.faults.add({ path: '/oauth/token', status: 503 });
    harness.clock.advance(9 * HOUR);
    expect(await token.get()).toBe('first');
    harness.clock.advance(HOUR);
    await expectAsync(token.get()).toBeRejectedWith(jasmine.objectContaining({ kind: 'unavailable' }));
  });

  it('is replaced once if Auth0 rejects it', async () => {
    respondWithTokens('first', 'second');
    await token.get();
    token.discard('first');
    expect(await token.get()).toBe('second');
    token.discard('first');
    expect(await token.get()).toBe('second');
  });

  it('names the settings to check, without the secret, if Auth0 refuses it', async () => {
    const machine = { id: 'onefold-machine', secret: 'wrong-secret' };
    const refused = createMachineToken({ ...harness, config: { ...harness.config, machine } });
    const error: unknown = await refused.get().catch((reason: unknown) => reason);
    expect(error).toEqual(jasmine.objectContaining({ kind: 'misconfigured', status: 401 }));
    expect(String(error)).toContain('Check its id, secret and client grant');
    expect(String(error)).not.toContain('wrong-secret');
  });

  it('comes from the host of the Management API, if sign-ins have another domain', async () => {
    const config = { ...harness.config, issuer: 'https://login.example.com/' };
    await expectAsync(createMachineToken({ ...harness, config }).get()).toBeResolvedTo(
      jasmine.stringMatching(/^ey\S+\./),
    );
  });

  it('is requested again after a failure', async () => {
    harness.tenant.control.faults.add({ path: '/oauth/token', drop: true, times: 1 });
    await expectAsync(token.get()).toBeRejectedWith(jasmine.objectContaining({ kind: 'unavailable' }));
    expect((await token.get()).split('.').length).toBe(3);
  });
});
