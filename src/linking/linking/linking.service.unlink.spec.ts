import type { UnlinkRequest } from '@onefold/contract';
import { anIdentity } from '@onefold/angular/testing';
import { listSettled, setUpLinking } from '../testing/support/linking-setup';

describe('LinkingService: unlink', () => {
  const setUp = async () => {
    const parts = setUpLinking();
    await listSettled(parts.linking);
    return parts;
  };

  it('shows the identities of the response without another request', async () => {
    const { linking, gateway } = await setUp();
    await linking.unlink(anIdentity());
    expect(linking.identities()?.map(({ user_id }) => user_id)).toEqual(['ada']);
    expect(linking.profile()?.identities.length).toBe(1);
    expect(gateway.calls.filter((call) => call === 'profile').length).toBe(1);
  });

  it('passes the options of the request to the gateway', async () => {
    const { linking, gateway } = await setUp();
    const request = { option: 'some' } as unknown as UnlinkRequest;
    await linking.unlink(anIdentity(), request);
    await linking.unlink(anIdentity({ user_id: '109' }));
    expect(gateway.unlinks.map(([, , each]) => each)).toEqual([request, {}]);
  });

  it('joins a second call for the same identity', async () => {
    const { linking, gateway } = await setUp();
    const release = gateway.hold();
    const both = [linking.unlink(anIdentity()), linking.unlink(anIdentity())];
    expect([...linking.unlinking()]).toEqual(['google-oauth2|108']);
    release();
    await Promise.all(both);
    expect(gateway.calls.filter((call) => call === 'unlink').length).toBe(1);
    expect(linking.unlinking().size).toBe(0);
  });

  it('runs unlinks one after another, so that no older response arrives last', async () => {
    const { linking, gateway } = await setUp();
    const second = anIdentity({ user_id: '109' });
    gateway.account = { ...gateway.account, identities: [...gateway.account.identities, second] };
    const release = gateway.hold();
    const both = [linking.unlink(anIdentity()), linking.unlink(second)];
    expect(linking.unlinking().size).toBe(2);
    release();
    await both[0];
    expect(linking.identities()?.map(({ user_id }) => user_id)).toEqual(['ada', '109']);
    await both[1];
    expect(linking.identities()?.map(({ user_id }) => user_id)).toEqual(['ada']);
  });

  it('keeps the identity and rejects with the reason when Auth0 responds with 429', async () => {
    const { linking, gateway } = await setUp();
    gateway.failNext('unlink', 'rate_limited');
    await expectAsync(linking.unlink(anIdentity())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'rate_limited' }),
    );
    expect(linking.identities()?.length).toBe(2);
    expect(linking.unlinking().size).toBe(0);
    await linking.unlink(anIdentity());
    expect(linking.identities()?.length).toBe(1);
  });

  it('does not change the list of a user who signed in in the meantime', async () => {
    const { linking, gateway, auth } = await setUp();
    const release = gateway.hold();
    const unlink = linking.unlink(anIdentity());
    auth.signOut();
    release();
    await unlink.catch(() => undefined); // Whether it began before the change does not matter here.
    expect(linking.identities()).toBeUndefined();
  });
});
