import { ManagementError, type Auth0User, type Management } from '../../auth0/management.ts';
import { performStep } from './perform-step.ts';
import type { UnlinkStep } from './step.ts';

describe('performStep', () => {
  const identity = { provider: 'github', user_id: '7' };
  const step: UnlinkStep = { do: 'unlink', account: 'auth0|1', identity };
  const linked = { identities: [{ provider: 'auth0', user_id: '1' }, identity] } as unknown as Auth0User;
  const unavailable = new ManagementError('unavailable', 'no response');
  const misconfigured = new ManagementError('misconfigured', 'no token');
  const refused = new ManagementError('refused', 'conflict');

  /** Auth0 with these results, in order, of its calls and of the reads in between. */
  function auth0(calls: readonly ManagementError[], reads: readonly (Auth0User | ManagementError)[]): Management {
    const [nextCall, nextRead] = [[...calls], [...reads]];
    const none = new Error('The test expects no further request.');
    return {
      unlink: () => Promise.reject(nextCall.shift() ?? none),
      getUser: () => {
        const read = nextRead.shift() ?? none;
        return read instanceof Error ? Promise.reject(read) : Promise.resolve(read);
      },
    } as Partial<Management> as Management;
  }

  it('fails on a refusal or a missing token while every earlier attempt was answered', async () => {
    expect(await performStep(step, false, 0, auth0([misconfigured], []))).toEqual({ failed: misconfigured });
    expect(await performStep(step, false, 0, auth0([refused], [misconfigured]))).toEqual({ failed: refused });
  });

  it('stays unknown after an unanswered attempt until the state can be read', async () => {
    const lateToken = auth0([unavailable, misconfigured], [linked]);
    expect(await performStep(step, false, 0, lateToken)).toEqual({ unknown: misconfigured });
    const lateRefusal = auth0([unavailable, refused], [linked, misconfigured]);
    expect(await performStep(step, false, 0, lateRefusal)).toEqual({ unknown: misconfigured });
  });

  it('fails on a refusal after an unanswered attempt if the state shows that nothing happened', async () => {
    expect(await performStep(step, false, 0, auth0([unavailable, refused], [linked, linked]))).toEqual({
      failed: refused,
    });
  });
});
