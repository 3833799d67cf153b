import { CLIENT, type ManagementHarness } from '../testing/management-harness.ts';
import { type Body, RULE_SCRIPT, createSettingsHarness } from '../testing/settings-harness.ts';

/** A kind of document: a body to create one, what the response adds, a change, and what it does. */
interface Kind {
  readonly path: string;
  readonly body: Body;
  readonly status?: number;
  readonly adds: Body;
  readonly change: Body;
  readonly changed?: Body;
  /** Name of the list where the response is an object. */
  readonly list?: string;
  readonly missing: string;
}

const KINDS: readonly Kind[] = [
  {
    path: '/log-streams',
    body: { name: 'Logs', type: 'mixpanel', sink: { mixpanelRegion: 'us', mixpanelServiceAccountPassword: 'secret' } },
    status: 200,
    adds: {
      id: jasmine.stringMatching(/^lst_\d{16}$/),
      status: 'active',
      sink: { mixpanelRegion: 'us', mixpanelServiceAccountPassword: '********' },
    },
    change: { status: 'paused' },
    missing: 'The log stream does not exist.',
  },
  {
    path: '/custom-domains',
    body: { domain: 'login.example.com', type: 'auth0_managed_certs', domain_metadata: { a: '1', b: '2' } },
    adds: { custom_domain_id: jasmine.stringMatching(/^cd_/), primary: true, status: 'pending_verification' },
    change: { domain_metadata: { a: null, c: '3' } },
    changed: { domain_metadata: { b: '2', c: '3' } },
    missing: 'The custom domain cd_unknown does not exist',
  },
  {
    path: '/rules',
    body: { name: 'Rule', script: RULE_SCRIPT },
    adds: { id: jasmine.stringMatching(/^rul_/), enabled: true, order: 1, stage: 'login_success' },
    change: { order: 5, enabled: false },
    missing: 'The rule does not exist',
  },
  {
    path: '/hooks',
    body: { name: 'testHook', script: RULE_SCRIPT, triggerId: 'pre-user-registration' },
    adds: { name: 'test-hook', enabled: false, dependencies: {} },
    change: { enabled: true },
    missing: 'Error: Hook does not exist',
  },
  {
    path: '/self-service-profiles',
    body: { name: 'Profile' },
    adds: { id: jasmine.stringMatching(/^ssp_/), user_attributes: [], created_at: jasmine.any(String) },
    change: { description: 'Changed' },
    missing: 'Profile with ID: {id} not found',
  },
  {
    path: '/user-attribute-profiles',
    body: { name: 'Attributes', user_attributes: {} },
    adds: {
      id: jasmine.stringMatching(/^uap_/),
      user_id: jasmine.objectContaining({ oidc_mapping: 'sub', scim_mapping: 'externalId' }),
    },
    change: { name: 'Changed' },
    list: 'user_attribute_profiles',
    missing: 'User attribute profile not found.',
  },
  {
    path: '/token-exchange-profiles',
    body: { name: 'E', subject_token_type: 'https://a/t', action_id: 'a', type: 'custom_authentication' },
    adds: { id: jasmine.stringMatching(/^tep_/) },
    change: { name: 'F' },
    list: 'token_exchange_profiles',
    missing: 'Token exchange profile not found.',
  },
  {
    path: '/event-streams',
    body: {
      name: 'Events',
      subscriptions: [{ event_type: 'user.created' }],
      destination: { type: 'webhook', configuration: { webhook_authorization: { method: 'bearer', token: 'secret' } } },
    },
    adds: {
      status: 'enabled',
      destination: { type: 'webhook', configuration: { webhook_authorization: { method: 'bearer' } } },
    },
    change: { name: 'Changed' },
    list: 'eventStreams',
    missing: 'The requested stream does not exist.',
  },
  {
    path: '/flows',
    body: { name: 'Flow' },
    status: 200,
    adds: { id: jasmine.stringMatching(/^af_/), actions: [], executed_at: null },
    change: { name: 'Changed' },
    missing: 'Flow not found',
  },
  {
    path: '/forms',
    body: { name: 'Form', languages: { primary: 'en' } },
    status: 200,
    adds: { id: jasmine.stringMatching(/^ap_/), nodes: [], languages: { primary: 'en', default: null } },
    change: { name: 'Changed' },
    missing: 'Form not found',
  },
];

describe('Documents that are stored without an effect', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    ({ api, token } = await createSettingsHarness());
  });
  afterEach(() => api.store.close());

  for (const { path, body, status = 201, adds, change, changed = change, list, missing } of KINDS) {
    it(`${path} can be created, listed, read, changed and deleted`, async () => {
      const created = await api.call<Body>('POST', path, token, body);
      expect(created.status).toBe(status);
      const expected: Body = { ...body, ...adds };
      expect(created.body).toEqual(jasmine.objectContaining(expected));
      const id = String(created.body['id'] ?? created.body['custom_domain_id']);

      const all = await api.call<Body>('GET', path, token);
      const shown = (list === undefined ? all.body : all.body[list]) as readonly Body[];
      expect(shown.map((each) => each['id'] ?? each['custom_domain_id'])).toEqual([id]);
      const read = await api.call<Body>('GET', `${path}/${id}`, token);
      expect([read.status, read.body]).toEqual([200, jasmine.objectContaining(expected)]);

      const patched = await api.call<Body>('PATCH', `${path}/${id}`, token, change);
      expect([patched.status, patched.body]).toEqual([200, jasmine.objectContaining(changed)]);
      expect((await api.call('DELETE', `${path}/${id}`, token)).status).toBe(204);
      const unknown = path === '/custom-domains' ? 'cd_unknown' : id;
      const notFound = await api.call<Body>('GET', `${path}/${unknown}`, token);
      expect([notFound.status, notFound.body['message']]).toEqual([404, missing.replace('{id}', id)]);
    });

    it(`${path} rejects another scope and an invalid body`, async () => {
      const other = await api.accessToken(`${CLIENT}@clients`, 'read:users');
      expect((await api.call('GET', path, other)).status).toBe(403);
      expect((await api.call('POST', path, token, { name: 7, domain: 7 })).status).toBe(400);
    });
  }
});
