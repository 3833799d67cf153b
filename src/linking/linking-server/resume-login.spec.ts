import { PLAIN_APP_URL } from '../testing/support/plain-app-url';
import { SpyLocation } from '@angular/common/testing';
import { anOnefoldError } from '@onefold/angular/testing';
import type { LinkIntent } from '@onefold/contract';
import { FakeLinkingServer, LEO, anIntent } from '../testing/support/fake-linking-server';
import { readInterrupted, saveLogin, type InterruptedLogin } from './interrupted-login';
import { type ResumedIntent, resumeLogin } from './resume-login';

const { id } = anIntent();

const at = (path: string) => {
  const location = new SpyLocation();
  location.setInitialPath(path);
  return location;
};

describe('readInterrupted', () => {
  afterEach(() => sessionStorage.clear());

  it('returns null if no sign-in was started', () => {
    expect(readInterrupted(at('/profile'), PLAIN_APP_URL)).toBeNull();
  });

  it('removes the id from the address at once, and keeps the rest', () => {
    const location = at(`/profile?tab=1&intent=${id}`);
    expect(readInterrupted(location, PLAIN_APP_URL)).toEqual({ id, kind: 'link', mode: 'redirect', returned: true });
    expect(location.path()).toBe('/profile?tab=1');
  });

  it('recognizes an elevation and its purpose', () => {
    saveLogin({ id, kind: 'elevation', mode: 'redirect', change: { kind: 'undo' } });
    expect(readInterrupted(at(`/profile?intent=${id}`), PLAIN_APP_URL)).toEqual({
      ...{ id, kind: 'elevation', mode: 'redirect', returned: true, change: { kind: 'undo' } },
    });
  });

  it('leaves a parameter that is not an id to the application', () => {
    const location = at('/profile?intent=buy');
    expect(readInterrupted(location, PLAIN_APP_URL)).toBeNull();
    expect(location.path()).toBe('/profile?intent=buy');
  });

  it('ignores stored data of another shape', () => {
    sessionStorage.setItem('onefold.intent', '{');
    expect(readInterrupted(at('/profile'), PLAIN_APP_URL)).toBeNull();
  });
});

describe('resumeLogin', () => {
  afterEach(() => sessionStorage.clear());

  const server = () => new FakeLinkingServer();
  const login = (overrides: Partial<InterruptedLogin> = {}): InterruptedLogin => ({
    id,
    kind: 'link',
    mode: 'redirect',
    returned: true,
    ...overrides,
  });
  const resume = (intent: Partial<LinkIntent>, interrupted: Partial<InterruptedLogin> = {}, fake = server()) => {
    fake.intent = anIntent(intent);
    return resumeLogin(fake.asClient(), login(interrupted));
  };
  const refused = (code: string) => jasmine.objectContaining({ code });

  it('resumes with both accounts proved, after a redirect and after a reload', async () => {
    const ready = { stage: 'ready', candidate: LEO } as const;
    const resumed = { intent: anIntent(ready), failure: null };
    expect(await resume(ready)).toEqual(resumed);
    expect(await resume(ready, { returned: false })).toEqual(resumed);
  });

  it('resumes with a window that survived the reload of this page', async () => {
    const resumed = await resume({ stage: 'proved' }, { mode: 'popup', returned: false });
    expect(resumed).toEqual({ intent: anIntent({ stage: 'proved' }), failure: null });
  });

  it('cancels the intent of a redirect from which the user navigated back', async () => {
    const fake = server();
    expect(await resume({ stage: 'created' }, { returned: false }, fake)).toBeNull();
    expect(fake.calls).toEqual(['read it', 'cancel']);
  });

  it('reports that the sign-in was not completed, even if the intent cannot be cancelled', async () => {
    const fake = server();
    fake.failures.push(undefined, anOnefoldError('server_error'));
    const { failure } = (await resume({ stage: 'proved' }, {}, fake)) as ResumedIntent;
    expect(failure?.code).toBe('login_cancelled');
    expect(fake.calls).toEqual(['read it', 'cancel']);
  });

  it('reports why the intent failed, with its connection', async () => {
    const error = { code: 'login_cancelled', title: '' } as const;
    const connection = { name: 'github', label: 'GitHub', provider: 'github' };
    const failed = { stage: 'failed', error, connection } as const;
    expect(await resume(failed)).toEqual({ intent: anIntent(failed), failure: refused('link_cancelled') });
    expect((await resume(failed))?.failure?.supportId).toBe(id);
    expect((await resume({ ...failed, candidate: LEO }))?.failure?.code).toBe('login_cancelled');
    expect((await resume({ stage: 'expired' }))?.failure?.code).toBe('proof_expired');
  });

  it('returns null after a reload if the intent has already ended', async () => {
    for (const stage of ['linked', 'linking', 'cancelled', 'expired'] as const) {
      expect(await resume({ stage }, { returned: false }))
        .withContext(stage)
        .toBeNull();
    }
    expect(await resume({ stage: 'linked' })).toBeNull();
  });

  it('ignores the id of another user', async () => {
    for (const code of ['identity_gone', 'proof_invalid'] as const) {
      const fake = server();
      fake.failures.push(anOnefoldError(code));
      expect(await resume({}, {}, fake))
        .withContext(code)
        .toBeNull();
    }
  });

  it('rejects if the request to the server fails', async () => {
    const fake = server();
    fake.failures.push(anOnefoldError('offline'));
    await expectAsync(resume({}, {}, fake)).toBeRejectedWith(refused('offline'));
  });

  it('can be retried after a failed request: it remembers that the redirect has returned', async () => {
    const fake = server();
    fake.failures.push(anOnefoldError('offline'));
    await expectAsync(resume({}, {}, fake)).toBeRejected();
    const location = new SpyLocation();
    location.setInitialPath('/profile');
    expect(readInterrupted(location, PLAIN_APP_URL)).toEqual(login());
  });

  describe('after the sign-in that a change needed', () => {
    const change = { kind: 'unlink', identity: { provider: 'github', user_id: '42' } } as const;
    const back = (fake: FakeLinkingServer, interrupted: Partial<InterruptedLogin> = {}) =>
      resume({}, { kind: 'elevation', change, ...interrupted }, fake);

    it('returns the change, so that the page asks about it again', async () => {
      const fake = server();
      fake.login = { ...fake.login, stage: 'done' };
      expect(await back(fake)).toEqual({ ...change, failure: null });
    });

    for (const [code, reported] of [
      ['login_cancelled', 'elevation_cancelled'],
      ['wrong_account', 'session_changed'],
    ] as const) {
      it(`reports that it ended with ${code}`, async () => {
        const fake = server();
        fake.login = { ...fake.login, stage: 'failed', error: { code, title: '' } };
        expect(await back(fake)).toEqual({ ...change, failure: refused(reported) as never });
      });
    }

    it('returns the change also if the request fails, because nothing changes without a sign-in', async () => {
      const fake = server();
      fake.failures.push(anOnefoldError('offline'));
      expect(await back(fake)).toEqual({ ...change, failure: null });
    });

    it('returns null if the user navigated back, and forgets the sign-in', async () => {
      saveLogin({ id, kind: 'elevation', mode: 'redirect', change });
      expect(await back(server(), { returned: false })).toBeNull();
      expect(readInterrupted(at('/profile'), PLAIN_APP_URL)).toBeNull();
    });
  });
});
