import {
  ANA,
  identitiesPath,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const OWN = 'update:current_user_identities';

describe('Two simultaneous requests', () => {
  let api: ManagementHarness;
  beforeEach(async () => {
    api = await managementHarness();
  });
  afterEach(() => api.store.close());

  it('link one identity into two accounts: exactly one wins', async () => {
    const link_with = await api.idToken(LEO_GOOGLE);
    const [ana, mira] = await Promise.all([api.accessToken(ANA, OWN), api.accessToken(MIRA, OWN)]);
    const responses = await Promise.all([
      api.call('POST', identitiesPath(ANA), ana, { link_with }),
      api.call('POST', identitiesPath(MIRA), mira, { link_with }),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const owners = api.store.users
      .list()
      .filter(({ identities }) => identities.some(({ user_id }) => user_id === '118273645546372819104'));
    expect(owners.length).toBe(1);
  });

  it('link one identity twice into one account: exactly one wins', async () => {
    const link_with = await api.idToken(LEO_GOOGLE);
    const ana = await api.accessToken(ANA, OWN);
    const responses = await Promise.all([1, 2, 3].map(() => api.call('POST', identitiesPath(ANA), ana, { link_with })));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(api.store.users.get(ANA)?.identities.length).toBe(2);
  });

  it('unlink one identity twice: exactly one wins and one user is made', async () => {
    const mira = await api.accessToken(MIRA, OWN);
    const path = `${identitiesPath(MIRA)}/google-oauth2/109283746510928374651`;
    const users = api.store.users.list().length;
    const responses = await Promise.all([api.call('DELETE', path, mira), api.call('DELETE', path, mira)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(api.store.users.list().length).toBe(users + 1);
  });

  it('link two accounts into each other: one is left, with both identities', async () => {
    const [ana, leo] = await Promise.all([api.accessToken(ANA, OWN), api.accessToken(LEO_GOOGLE, OWN)]);
    const responses = await Promise.all([
      api.call('POST', identitiesPath(ANA), ana, { link_with: await api.idToken(LEO_GOOGLE) }),
      api.call('POST', identitiesPath(LEO_GOOGLE), leo, { link_with: await api.idToken(ANA) }),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 400]);
    const left = [ANA, LEO_GOOGLE].flatMap((id) => api.store.users.get(id) ?? []);
    expect(left.map(({ identities }) => identities.length)).toEqual([2]);
  });
});
