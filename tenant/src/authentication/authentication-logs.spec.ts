import * as openid from 'openid-client';
import { PASSWORDLESS_GRANT } from '../model/grant-types.ts';
import type { TenantLog } from '../model/tenant-log.ts';
import { callAsMachine } from '../oidc/testing/call-as-machine.ts';
import { DATABASE, refusal, startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';

const STRONG = 'Correct horse 1';

describe('The log of logins without a login page', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const post = (path: string, body: Record<string, string>) =>
    fetch(harness.tenant.origin + path, { method: 'POST', body: JSON.stringify({ client_id: 'spa', ...body }) });
  const logged = async () => {
    const { body } = await callAsMachine<TenantLog[]>(harness.tenant, 'GET', '/logs?per_page=100');
    return body
      .filter(({ client_id: id }) => id !== 'server')
      .toReversed()
      .map(({ type, user_name: name }) => [type, name]);
  };
  const latest = (address: string) => harness.tenant.control.messages.latest(address);

  it('records sign-ups, verified addresses and password changes', async () => {
    const account = { connection: DATABASE, email: 'rosa@example.org' };
    await post('/dbconnections/signup', { ...account, password: STRONG });
    await post('/dbconnections/signup', { ...account, password: STRONG });
    await harness.browser.open(latest(account.email)?.link ?? '');
    await harness.browser.open('/u/email-verification?ticket=guess');
    await post('/dbconnections/change_password', account);
    await post('/dbconnections/change_password', { ...account, email: 'stranger@example.org' });
    await harness.browser.submit(latest(account.email)?.link ?? '', { password: STRONG, repeated: STRONG });
    expect(await logged()).toEqual([
      ['ss', account.email],
      ['fs', account.email],
      ['sv', account.email],
      ['fv', undefined],
      ['scpr', account.email],
      ['fcpr', 'stranger@example.org'],
      ['scp', account.email],
    ]);
  });

  it('records sent codes and their exchanges', async () => {
    await post('/passwordless/start', { connection: 'email', email: 'rosa@example.org', send: 'code' });
    await post('/passwordless/start', { connection: 'sms', phone_number: '+15550100999' });
    const exchange = (otp: string) =>
      openid.genericGrantRequest(harness.config, PASSWORDLESS_GRANT, {
        username: 'rosa@example.org',
        otp,
        realm: 'email',
      });
    await refusal(exchange('guess'));
    await exchange(latest('rosa@example.org')?.code ?? '');
    expect(await logged()).toEqual([
      ['cls', 'rosa@example.org'],
      ['cs', '+15550100999'],
      ['fepotpft', 'rosa@example.org'],
      ['sepotpft', 'rosa@example.org'],
    ]);
  });

  it('records password grants, wrong passwords, and the resulting block', async () => {
    const grant = (password: string) =>
      openid.genericGrantRequest(harness.config, 'password', { username: 'ana@example.com', password });
    await grant('demo');
    for (let count = 0; count < 10; count += 1) await refusal(grant('guess'));
    await harness.browser.open(latest('ana@example.com')?.link ?? '');
    const types = (await logged()).map(([type]) => type);
    expect(types[0]).toBe('sepft');
    expect(types.slice(1, 3)).toEqual(['fp', 'fepft']);
    expect(types.slice(-4)).toEqual(['fp', 'limit_wc', 'fepft', 'ublkdu']);
  });
});
