import { request } from 'node:http';
import { ActionsClient } from 'auth0/actions';
import { decodeJwt } from 'jose';
import { signIn, startOidcHarness, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';

const SCOPES = 'read:actions create:actions update:actions delete:actions';
/** An Action that adds this claim. */
const claims = (value: string) =>
  `exports.onExecutePostLogin = async (event, api) => {
    console.log(value);
    api.accessToken.setCustomClaim('https://a/claim', '${value}' + (event.secrets.END ?? ''));
  }; const value = '${value}';`;

/** The required fields of a new Action. */
const fresh = (name = 'Add claim') => ({ name, supported_triggers: [{ id: 'post-login' as const, version: 'v3' }] });

describe('Actions in the Management API', () => {
  let harness: OidcHarness;
  let actions: ActionsClient;
  let token: string;
  beforeEach(async () => {
    harness = await startOidcHarness();
    const { issuer, control } = harness.tenant;
    token = await control.signToken({ sub: 'test@clients', aud: `${issuer}api/v2/`, scope: SCOPES });
    actions = new ActionsClient({ baseUrl: `${issuer}api/v2`, token });
  });
  afterEach(() => harness.tenant.stop());

  const claim = async () => {
    const tokens = await signIn(harness, { audience: 'https://api/' });
    return decodeJwt(tokens.access_token)['https://a/claim'];
  };
  const bind = async (...names: string[]) => {
    const bindings = names.map((value) => ({ ref: { type: 'action_name' as const, value } }));
    return (await actions.triggers.bindings.updateMany('post-login', { bindings })).bindings ?? [];
  };
  /** Status of a creation with these headers. */
  const create = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      const { port } = harness.tenant;
      const options = { port, path: '/api/v2/actions/actions', method: 'POST' };
      request({ ...options, headers: { authorization: `Bearer ${token}`, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end(JSON.stringify(fresh('New')));
    });

  it('run once they are deployed and bound, in the deployed version', async () => {
    const { id = '', ...created } = await actions.create({ ...fresh(), code: claims('one') });
    expect([created.all_changes_deployed, created.runtime, created.deployed_version]).toEqual([
      false,
      'node22',
      undefined,
    ]);
    await expectAsync(bind('Add claim')).toBeRejectedWith(jasmine.objectContaining({ statusCode: 400 }));
    expect((await actions.deploy(id)).number).toBe(1);
    expect(await claim()).toBeUndefined();
    const [bound] = await bind('Add claim');
    expect([bound?.display_name, bound?.action?.all_changes_deployed]).toEqual(['Add claim', false]);
    expect((await actions.get(id)).all_changes_deployed).toBeTrue();
    expect(await claim()).toBe('one');
    const secrets = [{ name: 'END', value: '!' }];
    expect((await actions.update(id, { code: claims('two'), secrets })).all_changes_deployed).toBeFalse();
    expect(await claim()).toBe('one');
    await actions.deploy(id);
    expect(await claim()).toBe('two!');
    await bind();
    await actions.deploy(id);
    expect(await claim()).toBeUndefined();
  });

  it('roll back to an earlier deployment, as a new version', async () => {
    const { id = '' } = await actions.create({ ...fresh(), code: claims('one'), deploy: true });
    await bind('Add claim');
    await actions.update(id, { code: claims('two') });
    await actions.deploy(id);
    await actions.deploy(id);
    const versions = (await actions.versions.list(id)).data;
    expect(versions.map(({ number, deployed }) => [number, deployed])).toEqual([
      [2, true],
      [1, false],
    ]);
    const first = versions[1]?.id ?? '';
    expect((await actions.versions.get(id, first)).code).toBe(claims('one'));
    expect((await actions.versions.deploy(id, first)).number).toBe(3);
    expect(await claim()).toBe('one');
    expect((await actions.get(id)).code).toBe(claims('one'));
  });

  it('run in the order of the bindings, and are found by name, trigger and state', async () => {
    await actions.create({ ...fresh('A'), code: claims('a'), deploy: true });
    const { id = '' } = await actions.create({ ...fresh('B'), code: claims('b'), deploy: true });
    await actions.create({ ...fresh('C'), code: claims('c') });
    await bind('A', 'B');
    expect(await claim()).toBe('b');
    await bind('B', 'A');
    expect(await claim()).toBe('a');
    const names = async (query: Parameters<ActionsClient['list']>[0]) =>
      (await actions.list(query)).data.map(({ name }) => name);
    expect(await names({ deployed: true })).toEqual(['A', 'B']);
    expect(await names({ triggerId: 'post-login', per_page: 1, page: 2 })).toEqual(['C']);
    expect(await names({ actionName: 'B' })).toEqual(['B']);
    const bound = (await actions.triggers.bindings.list('post-login')).data;
    expect(bound.map(({ action }) => action?.name)).toEqual(['B', 'A']);
    expect((await actions.triggers.list()).triggers?.map((trigger) => trigger.id)).toEqual(['post-login']);
    await expectAsync(actions.delete(id)).toBeRejectedWith(jasmine.objectContaining({ statusCode: 400 }));
    await actions.delete(id, { force: true });
    await expectAsync(actions.get(id)).toBeRejectedWith(jasmine.objectContaining({ statusCode: 404 }));
    expect((await actions.triggers.bindings.list('post-login')).data.length).toBe(1);
  });

  it('are tested with the given event, and never show a secret', async () => {
    const secrets = [{ name: 'END', value: 'hidden' }];
    const { id = '' } = await actions.create({ ...fresh(), code: claims('one'), secrets });
    const { payload } = await actions.test(id, { payload: { event: {} } });
    expect(payload).toEqual({
      calls: [{ method: 'accessToken.setCustomClaim', parameters: ['https://a/claim', 'onehidden'] }],
      logs: ['one'],
    });
    const shown = await actions.update(id, { secrets: [{ name: 'END' }] });
    expect(shown.secrets?.map(({ name }) => name)).toEqual(['END']);
    expect(JSON.stringify(await actions.get(id))).not.toContain('hidden');
    expect((await actions.test(id, { payload: { event: {} } })).payload).toEqual(payload);
  });

  it('are rejected if their name is taken or the request is remote, and are bound to their own trigger only', async () => {
    await actions.create(fresh());
    await expectAsync(actions.create(fresh())).toBeRejectedWith(jasmine.objectContaining({ statusCode: 409 }));
    const other = { name: 'Other', supported_triggers: [{ id: 'pre-user-registration' as const }] };
    expect((await actions.create(other)).supported_triggers?.[0]?.id).toBe('pre-user-registration');
    await expectAsync(bind('Other')).toBeRejectedWith(jasmine.objectContaining({ statusCode: 400 }));
    expect(await create({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(403);
    expect(await create({ host: `evil.example:${harness.tenant.port}` })).toBe(403);
    expect((await actions.list()).data.length).toBe(2);
    expect(await create({})).toBe(201);
  });
});
