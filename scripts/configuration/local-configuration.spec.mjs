import { localClient, localServerClients } from './local-configuration.mjs';

describe('the applications at the local tenant', () => {
  it('have one name for users: the sign-in window of the linking server names the portal', () => {
    const portal = localClient('http://localhost:4200');
    const [signIn] = localServerClients('http://localhost:4200');
    expect(signIn?.name).toBe(portal.name);
  });
});
