import { CLIENT, type ManagementHarness } from '../testing/management-harness.ts';
import { type Body, RULE_SCRIPT, createSettingsHarness } from '../testing/settings-harness.ts';

describe('Settings that are stored without an effect', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    ({ api, token } = await createSettingsHarness());
  });
  afterEach(() => api.store.close());

  it('a log stream with priority always has the filter of security events', async () => {
    const body = { name: 'A', type: 'datadog', sink: { datadogRegion: 'us' }, isPriority: true };
    const { body: createdDocument } = await api.call<Body>('POST', '/log-streams', token, body);
    const filters = [{ type: 'category', name: 'security' }];
    expect(createdDocument['filters']).toEqual(filters);
    const change = { filters: [{ type: 'category', name: 'auth.login.fail' }] };
    expect(
      (await api.call<Body>('PATCH', `/log-streams/${String(createdDocument['id'])}`, token, change)).body['filters'],
    ).toEqual(filters);
  });

  it('the response for a network ACL names its tenant, and the ACL can be replaced', async () => {
    const rule = { action: { block: true }, match: { geo_country_codes: ['US'] }, scope: 'management' };
    const body = { description: 'd', active: true, priority: 1, rule };
    const { body: createdDocument } = await api.call<Body>('POST', '/network-acls', token, body);
    const path = `/network-acls/${String(createdDocument['id'])}`;
    expect((await api.call<Body>('GET', path, token)).body).toEqual(
      jasmine.objectContaining({ ...createdDocument, tenant_id: 'localhost', deleted_at: null }),
    );
    expect((await api.call<Body>('PUT', path, token, { ...body, priority: 2 })).body['priority']).toBe(2);
    const deleted = await api.call<Body>('DELETE', path, token);
    expect([deleted.status, deleted.body]).toEqual([200, { code: 204, object: '' }]);
    const afterDeletion = await api.call<Body>('DELETE', path, token);
    expect([afterDeletion.status, afterDeletion.body['message']]).toEqual([
      404,
      'NetworkACL with this ID was not found',
    ]);
  });

  it('a theme of the login is created with the scope to change the branding', async () => {
    const body = { borders: {}, colors: {}, fonts: {}, page_background: {}, widget: {} };
    const scopes = ['read:branding', 'update:branding', 'delete:branding'].join(' ');
    const designer = await api.accessToken(`${CLIENT}@clients`, scopes);
    expect((await api.call('GET', '/branding/themes/default', designer)).status).toBe(404);
    const createdDocument = await api.call<Body>('POST', '/branding/themes', designer, body);
    expect(createdDocument.status).toBe(200);
    expect(createdDocument.body['identifiers']).toEqual(jasmine.objectContaining({ login_display: 'unified' }));
    expect((await api.call('GET', '/branding/themes/default', designer)).body).toEqual(createdDocument.body);
    const path = `/branding/themes/${String(createdDocument.body['themeId'])}`;
    expect((await api.call('DELETE', path, designer)).status).toBe(204);
    const again = await api.call<Body>('DELETE', path, designer);
    const message = 'There was an error deleting branding settings: invalid theme ID';
    expect([again.status, again.body['message']]).toEqual([404, message]);
  });

  it('a connection of flows shows its account, not its token', async () => {
    const body = { app_id: 'HTTP', name: 'Mine', setup: { type: 'BEARER', token: 'my-long-token' } };
    const { body: createdDocument } = await api.call<Body>('POST', '/flows/vault/connections', token, body);
    expect(createdDocument).toEqual(jasmine.objectContaining({ ready: true, account_name: 'Bearer my-***ken' }));
    const { body: withoutSetup } = await api.call<Body>('POST', '/flows/vault/connections', token, {
      app_id: 'HTTP',
      name: 'B',
    });
    expect(withoutSetup).toEqual(jasmine.objectContaining({ ready: false, refreshed_at: null }));
    const { body: list } = await api.call<Body[]>('GET', '/flows/vault/connections', token);
    expect(list.map((connection) => 'refreshed_at' in connection)).toEqual([false, false]);
  });

  it('a provider of text messages hides its credentials', async () => {
    const body = { name: 'twilio', credentials: { auth_token: 'secret' } };
    const { body: createdDocument } = await api.call<Body>('POST', '/branding/phone/providers', token, body);
    expect('credentials' in createdDocument).toBeFalse();
    const { body: list } = await api.call<{ providers: Body[] }>('GET', '/branding/phone/providers', token);
    expect(list.providers.map((provider) => provider['credentials'])).toEqual([null]);
  });

  it('the rendering of a page changes property by property', async () => {
    const path = '/prompts/signup/screen/signup/rendering';
    await api.call('PATCH', path, token, { head_tags: [{ tag: 'script' }] });
    await api.call('PATCH', path, token, { rendering_mode: 'advanced' });
    const { body } = await api.call<Body>('GET', path, token);
    expect(body).toEqual(jasmine.objectContaining({ rendering_mode: 'advanced', head_tags: [{ tag: 'script' }] }));
  });

  it('a profile of self-service sign-on has texts', async () => {
    const path = '/self-service-profiles/ssp_1/custom-text/en/get-started';
    const scope = 'read:self_service_profile_custom_texts update:self_service_profile_custom_texts';
    const editor = await api.accessToken(`${CLIENT}@clients`, scope);
    expect((await api.call('GET', path, editor)).body).toEqual({});
    await api.call('PUT', path, editor, { introduction: 'Welcome' });
    expect((await api.call('GET', path, editor)).body).toEqual({ introduction: 'Welcome' });
  });

  it('secrets of a hook are never shown', async () => {
    const { body: hook } = await api.call<Body>('POST', '/hooks', token, {
      ...{ name: 'h', script: RULE_SCRIPT, triggerId: 'pre-user-registration' },
    });
    const path = `/hooks/${String(hook['id'])}/secrets`;
    expect((await api.call('POST', path, token, { A: '1', B: '2' })).status).toBe(201);
    expect((await api.call('PATCH', path, token, { A: '3' })).status).toBe(201);
    expect((await api.call('DELETE', path, token, ['B'])).status).toBe(204);
    expect((await api.call('GET', path, token)).body).toEqual({ A: '_VALUE_NOT_SHOWN_' });
  });

  it('configuration of rules is written by key and read without its values', async () => {
    const put = await api.call('PUT', '/rules-configs/foo', token, { value: 'bar' });
    expect([put.status, put.body]).toEqual([200, { key: 'foo', value: 'bar' }]);
    expect((await api.call('GET', '/rules-configs', token)).body).toEqual([{ key: 'foo' }]);
    expect((await api.call('DELETE', '/rules-configs/foo', token)).status).toBe(204);
    expect((await api.call('GET', '/rules-configs', token)).body).toEqual([]);
  });

  it('an email template exists once, and the mail provider does not show its password', async () => {
    const template = { template: 'verify_email', body: 'b', from: 'a@example.com', subject: 's', syntax: 'liquid' };
    const path = '/email-templates/verify_email';
    expect((await api.call('GET', path, token)).status).toBe(404);
    expect((await api.call('POST', '/email-templates', token, { ...template, enabled: true })).status).toBe(201);
    const again = await api.call<Body>('POST', '/email-templates', token, { ...template, enabled: true });
    expect([again.status, again.body]).toEqual([
      409,
      { statusCode: 409, error: 'Conflict', message: 'Template verify_email already exists.' },
    ]);
    expect((await api.call<Body>('PATCH', path, token, { subject: 'new' })).body['subject']).toBe('new');

    const provider = { name: 'smtp', enabled: true, credentials: { smtp_user: 'u', smtp_pass: 'secret' } };
    expect((await api.call('GET', '/emails/provider', token)).status).toBe(404);
    const createdDocument = await api.call<Body>('POST', '/emails/provider', token, provider);
    expect([createdDocument.status, createdDocument.body]).toEqual([
      201,
      { ...provider, credentials: { smtp_user: 'u' } },
    ]);
    expect((await api.call('DELETE', '/emails/provider', token)).status).toBe(204);
  });

  it('settings of the tenant change one by one, and null resets one', async () => {
    const path = '/tenants/settings';
    const { body: before } = await api.call<Body>('GET', path, token);
    expect(before['enabled_locales']).toEqual(['en']);
    await api.call('PATCH', path, token, { friendly_name: 'Shop', flags: { enable_sso: false } });
    const { body: after } = await api.call<Body>('GET', path, token);
    expect([after['friendly_name'], (after['flags'] as Body)['enable_sso']]).toEqual(['Shop', false]);
    expect((after['flags'] as Body)['universal_login']).toBeTrue();
    await api.call('PATCH', path, token, { friendly_name: null });
    expect((await api.call<Body>('GET', path, token)).body['friendly_name']).toBeUndefined();
    expect((await api.call('PATCH', path, token, { session_lifetime: 'long' })).status).toBe(400);
    expect((await api.call('GET', `${path}?fields=flags`, token)).body).toEqual({ flags: after['flags'] });
    for (const invalid of [
      { friendly_name: 7 },
      { support_email: true },
      { flags: 'all' },
      { allowed_logout_urls: 'https://a.example' },
      { session_lifetime: -1 },
    ]) {
      const { status } = await api.call('PATCH', '/tenants/settings', token, invalid);
      expect(status).withContext(JSON.stringify(invalid)).toBe(400);
    }
  });

  it('factors, policies, protection, prompts and branding are objects with defaults', async () => {
    const { body: factors } = await api.call<readonly Body[]>('GET', '/guardian/factors', token);
    expect(factors.length).toBe(8);
    expect((await api.call('PUT', '/guardian/factors/otp', token, { enabled: true })).body).toEqual({ enabled: true });
    const { body: now } = await api.call<readonly Body[]>('GET', '/guardian/factors', token);
    expect(now.find(({ name }) => name === 'otp')).toEqual({ name: 'otp', enabled: true, trial_expired: false });
    expect((await api.call('GET', '/guardian/policies', token)).body).toEqual([]);
    const policies = await api.call<unknown>('PUT', '/guardian/policies', token, ['all-applications']);
    expect(policies.body).toEqual(['all-applications']);
    const protection = '/attack-protection/brute-force-protection';
    const changed = await api.call<Body>('PATCH', protection, token, { max_attempts: 4 });
    expect(changed.body).toEqual(jasmine.objectContaining({ enabled: true, max_attempts: 4 }));
    expect((await api.call<Body>('GET', '/prompts', token)).body['universal_login_experience']).toBe('new');
    const text = { login: { title: 'Welcome' } };
    expect((await api.call('PUT', '/prompts/login/custom-text/en', token, text)).body).toEqual(text);
    expect((await api.call('GET', '/prompts/login/custom-text/en', token)).body).toEqual(text);
    expect((await api.call('GET', '/prompts/login/partials', token)).body).toEqual({});
    expect((await api.call('PATCH', '/branding', token, { logo_url: 'https://a/l.png' })).status).toBe(200);
    expect((await api.call<Body>('GET', '/branding', token)).body['logo_url']).toBe('https://a/l.png');
  });

  it('the page template of the login is HTML or an object', async () => {
    const path = '/branding/templates/universal-login';
    expect((await api.call('GET', path, token)).status).toBe(404);
    const html = '<html>{%- auth0:head -%}{%- auth0:widget -%}</html>';
    expect((await api.call('PUT', path, token, JSON.stringify(html))).status).toBe(201);
    expect((await api.call('GET', path, token)).body).toEqual({ body: html });
    expect((await api.call('PUT', path, token, { template: '<p>' })).status).toBe(400);
    expect((await api.call('PUT', path, token, { template: html })).status).toBe(204);
    expect((await api.call('DELETE', path, token)).status).toBe(204);
  });

  it('a connection has a SCIM configuration with tokens', async () => {
    const { body: createdDocument } = await api.call<Body>('POST', '/connections', token, {
      name: 'corp',
      strategy: 'okta',
    });
    const path = `/connections/${String(createdDocument['id'])}/scim-configuration`;
    expect((await api.call('GET', path, token)).status).toBe(404);
    const created = await api.call<Body>('POST', path, token, {});
    const shown = { connection_name: 'corp', strategy: 'okta', user_id_attribute: 'externalId' };
    expect([created.status, created.body]).toEqual([201, jasmine.objectContaining(shown)]);
    const { body: mapping } = await api.call<Body>('GET', `${path}/default-mapping`, token);
    expect(mapping['mapping']).toEqual(created.body['mapping']);
    const { body: given } = await api.call<Body>('POST', `${path}/tokens`, token, { scopes: ['get:users'] });
    expect(given['token']).toEqual(jasmine.any(String));
    const { body: tokens } = await api.call<readonly Body[]>('GET', `${path}/tokens`, token);
    expect(tokens).toEqual([{ token_id: given['token_id'], created_at: given['created_at'], scopes: ['get:users'] }]);
    expect((await api.call('GET', '/connections-scim-configurations', token)).body).toEqual({
      scim_configurations: [created.body],
    });
    expect((await api.call('DELETE', `${path}/tokens/${String(given['token_id'])}`, token)).status).toBe(204);
    expect((await api.call('DELETE', path, token)).status).toBe(204);
    expect((await api.call('DELETE', path, token)).status).toBe(204);
    expect((await api.call('GET', path, token)).status).toBe(404);
  });

  it('nothing is delivered to an event stream, and no flow is executed', async () => {
    const configuration = { webhook_endpoint: 'https://hook.example', webhook_authorization: { method: 'basic' } };
    const destination = { type: 'webhook', configuration };
    const create = async (path: string, body: object) =>
      `${path}/${String((await api.call<Body>('POST', path, token, body)).body['id'])}`;
    const stream = await create('/event-streams', { name: 'A', destination });
    expect((await api.call('GET', `${stream}/deliveries`, token)).body).toEqual({ deliveries: [] });
    expect((await api.call('POST', `${stream}/redeliver`, token, {})).status).toBe(202);
    expect((await api.call('POST', `${stream}/redeliver/evt_0000000000000000000000`, token)).status).toBe(404);
    expect((await api.call('GET', `${stream}/deliveries/evt_0000000000000000000000`, token)).status).toBe(404);
    const unknown = await api.call<Body>('GET', '/event-streams/est_0000000000000000000000/deliveries', token);
    expect([unknown.status, unknown.body['message']]).toEqual([404, 'The requested stream does not exist.']);
    const executions = `${await create('/flows', { name: 'F' })}/executions`;
    expect((await api.call('GET', executions, token)).body).toEqual({ executions: [] });
    expect((await api.call('GET', `${executions}/x`, token)).status).toBe(404);
    expect((await api.call('DELETE', `${executions}/x`, token)).status).toBe(404);
    expect((await api.call('GET', '/flows/af_0000000000000000000000/executions', token)).status).toBe(404);
  });

  it('a test message of a phone provider or template goes to the mailbox', async () => {
    const provider = { name: 'twilio', configuration: { sid: 'S', delivery_methods: ['text'] } };
    for (const [path, body] of [
      ['/branding/phone/providers', { ...provider, credentials: { auth_token: 'T' } }],
      ['/branding/phone/templates', { type: 'otp_verify' }],
    ] as const) {
      const { body: created } = await api.call<Body>('POST', path, token, body);
      const to = `+1555${path.length}`;
      const sent = await api.call<Body>('POST', `${path}/${String(created['id'])}/try`, token, { to });
      expect([sent.status, sent.body['code']]).toEqual([202, 202]);
      expect(api.mailbox.latest(to)).toEqual(jasmine.objectContaining({ medium: 'sms', kind: 'test_message' }));
      expect((await api.call('POST', `${path}/${String(created['id'])}/try`, token, {})).status).toBe(400);
      expect((await api.call('POST', `${path}/none/try`, token, { to })).status).toBe(404);
    }
  });

  it('codes of second factors have a length and a life, and the protection of phone providers a type', async () => {
    const given = { otp_length: 8, otp_expiration_time: 60 };
    for (const name of ['email', 'phone']) {
      const path = `/guardian/factors/${name}/settings`;
      expect((await api.call('PUT', path, token, given)).body).toEqual(given);
      expect((await api.call('GET', path, token)).body).toEqual(given);
      expect((await api.call('PUT', path, token, { ...given, otp_length: 'long' })).status).toBe(400);
    }
    const path = '/attack-protection/phone-provider-protection';
    expect((await api.call('GET', path, token)).body).toEqual({ type: 'default' });
    expect((await api.call('PATCH', path, token, { type: 'exponential' })).body).toEqual({ type: 'exponential' });
    expect((await api.call('PATCH', path, token, { type: 'other' })).status).toBe(400);
  });

  it('one custom domain is the default', async () => {
    const canonical = { domain: 'localhost' };
    expect((await api.call('GET', '/custom-domains/default', token)).body).toEqual(canonical);
    for (const domain of ['a.example', 'b.example']) {
      await api.call('POST', '/custom-domains', token, { domain, type: 'auth0_managed_certs' });
    }
    const choose = async (domain: string) =>
      (await api.call<Body>('PATCH', '/custom-domains/default', token, { domain })).body;
    expect((await choose('b.example'))['domain']).toBe('b.example');
    expect((await api.call<Body>('GET', '/custom-domains/default', token)).body['domain']).toBe('b.example');
    const { body: all } = await api.call<readonly Body[]>('GET', '/custom-domains', token);
    expect(all.map((each) => [each['domain'], each['is_default']])).toEqual([
      ['a.example', false],
      ['b.example', true],
    ]);
    expect(await choose('localhost')).toEqual(canonical);
    expect((await choose('none.example'))['statusCode']).toBe(404);
  });
});
