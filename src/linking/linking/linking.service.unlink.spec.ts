import { Injector } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TestBed } from '@angular/core/testing';
import type { UnlinkRequest } from '@onefold/contract';
import { anIdentity } from '@onefold/angular/testing';
import { filter, firstValueFrom } from 'rxjs';
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

  it('reports which unlink waits for another one, and withdraws it', async () => {
    const { linking, gateway } = await setUp();
    const second = anIdentity({ user_id: '109' });
    const release = gateway.hold();
    const first = linking.unlink(anIdentity());
    expect(linking.queued().size).toBe(0);
    const waiting = linking.unlink(second);
    expect([...linking.queued()]).toEqual(['google-oauth2|109']);
    linking.cancelQueued('google-oauth2|109');
    await expectAsync(waiting).toBeRejectedWith(jasmine.objectContaining({ code: 'change_in_progress' }));
    expect(linking.queued().size).toBe(0);
    expect([...linking.unlinking()]).toEqual(['google-oauth2|108']);
    release();
    await first;
    await linking.unlink(anIdentity({ user_id: '110' }));
    expect(gateway.calls.filter((call) => call === 'unlink').length).toBe(2);
  });

  it('closes the window of an unlink that was withdrawn', async () => {
    const { linking, gateway, windows } = await setUp();
    gateway.account = { ...gateway.account, fresh_until: null };
    await linking.reload();
    const release = gateway.hold();
    const first = linking.unlink(anIdentity());
    const second = linking.unlink(anIdentity({ user_id: '109' }));
    linking.cancelQueued('google-oauth2|109');
    await second.catch(() => undefined); // Withdrawn.
    expect(windows.map(({ closed }) => closed)).toEqual([false, true]);
    release();
    await first;
  });

  it('does not withdraw an unlink that has begun', async () => {
    const { linking, gateway } = await setUp();
    const release = gateway.hold();
    const send = gateway.unlink.bind(gateway);
    const begun = new Promise<void>((resolve) => {
      spyOn(gateway, 'unlink').and.callFake((...args) => {
        resolve();
        return send(...args);
      });
    });
    const unlink = linking.unlink(anIdentity());
    await begun;
    linking.cancelQueued('google-oauth2|108');
    release();
    await unlink;
    expect(linking.identities()?.length).toBe(1);
  });

  it('reports that it waits for a change in another tab', async () => {
    const { linking } = await setUp();
    let endOther: (() => void) | undefined;
    const other = navigator.locks.request('onefold.identities', () => new Promise<void>((end) => (endOther = end)));
    const unlink = linking.unlink(anIdentity());
    const queued = toObservable(linking.queued, { injector: TestBed.inject(Injector) });
    await firstValueFrom(queued.pipe(filter(({ size }) => size > 0)));
    endOther?.();
    await Promise.all([other, unlink]);
    expect(linking.queued().size).toBe(0);
    expect(linking.identities()?.length).toBe(1);
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
