import { CLIENT, managementHarness } from '../testing/management-harness.ts';

describe('A deleted client', () => {
  it('loses its own grants, open logins and sessions, but not those of other clients', async () => {
    const api = await managementHarness();
    const { payloads } = api.store;
    const of = (client: string) => {
      payloads.upsert('RefreshToken', `token ${client}`, { clientId: client });
      payloads.upsert('Interaction', `login ${client}`, { params: { client_id: client } });
      payloads.upsert('Session', `session ${client}`, { authorizations: { [client]: {} } });
    };
    of(CLIENT);
    of('other');
    const token = await api.accessToken('server@clients', 'delete:clients');
    expect((await api.call('DELETE', `/clients/${CLIENT}`, token)).status).toBe(204);
    const { payloads: rows } = api.store.snapshot();
    const left = rows.filter(({ model }) => model !== 'SigningKey').map(({ id }) => id);
    expect(left).toEqual(['token other', 'login other', 'session other']);
    api.store.close();
  });
});
