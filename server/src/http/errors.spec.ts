import { ERROR_CODES, type ErrorCode, Problem } from '@onefold/contract';
import { ManagementError } from '../auth0/management.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { AS_ANA, HttpHarness } from './testing/http-harness.ts';

describe('An error response', () => {
  let harness: HttpHarness;

  beforeEach(() => {
    harness = new HttpHarness();
  });

  async function failWith(failure: unknown): Promise<{ response: Response; problem: Problem }> {
    harness.failure = failure;
    const response = await harness.request('/v1/me/fail', { headers: AS_ANA });
    return { response, problem: Problem.parse(await response.json()) };
  }

  it('has the status, title and type of its code, for every code', async () => {
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      const { response, problem } = await failWith(new ProblemError(code));
      expect(response.status).withContext(code).toBe(ERROR_CODES[code].status);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(problem).toEqual({
        type: `urn:onefold:error:${code}`,
        title: ERROR_CODES[code].title,
        status: ERROR_CODES[code].status,
        code,
        support_id: problem.support_id,
      });
    }
  });

  it('contains the support id of its log entry', async () => {
    const { response, problem } = await failWith(new Error('disk on fire'));
    expect(response.headers.get('X-Request-Id')).toBe(problem.support_id);
    const lines = harness.logged.filter((line) => line.includes(problem.support_id));
    expect(lines.some((line) => line.includes('disk on fire'))).toBe(true);
  });

  it('reveals nothing about an unexpected error', async () => {
    const { problem } = await failWith(new Error('password hunter2 at /srv/app'));
    expect(problem.code).toBe('internal_error');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('reports the service as unavailable if the database is unreachable', async () => {
    harness.storeReady = false;
    expect((await failWith(new Error('no such table'))).problem.code).toBe('database_unavailable');
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    harness.storeReady = true;
    expect((await failWith(refused)).problem.code).toBe('database_unavailable');
  });

  it('reports an internal error as such while the database is unavailable', async () => {
    harness.storeReady = false;
    expect((await failWith(new ProblemError('internal_error'))).problem.code).toBe('internal_error');
  });

  it('passes on how long to wait, in whole seconds', async () => {
    const { response, problem } = await failWith(new ProblemError('rate_limited', { retryAfter: 1.2 }));
    expect(response.headers.get('Retry-After')).toBe('2');
    expect(problem.retry_after).toBe(2);
    const unavailable = await failWith(new ManagementError('unavailable', 'Too many requests', { retryAfter: 7 }));
    expect(unavailable.response.headers.get('Retry-After')).toBe('7');
    expect(unavailable.problem.code).toBe('auth0_unavailable');
  });

  it('reports a missing scope of the server as an error that only the operator can fix', async () => {
    const { problem } = await failWith(new ManagementError('misconfigured', 'Insufficient scope, expected x'));
    expect(problem.code).toBe('auth0_unavailable');
    expect(JSON.stringify(problem)).not.toContain('scope');
    expect(harness.logged.join('')).toContain('Insufficient scope');
  });

  it('treats a refusal that no route handled as an internal error', async () => {
    expect((await failWith(new ManagementError('refused', 'Main identity'))).problem.code).toBe('internal_error');
  });

  it('contains the challenge of RFC 6750 and RFC 9470', async () => {
    const challenge = (response: Response) => response.headers.get('WWW-Authenticate');
    expect(challenge(await harness.request('/v1/me'))).toBe('Bearer');
    expect(challenge(await harness.request('/v1/me', { headers: { Authorization: 'Bearer expired' } }))).toBe(
      'Bearer error="invalid_token"',
    );
    expect(challenge((await failWith(new ProblemError('account_gone'))).response)).toBe('Bearer error="invalid_token"');
    const stale = await failWith(new ProblemError('insufficient_user_authentication', { maxAge: 600 }));
    expect(challenge(stale.response)).toBe('Bearer error="insufficient_user_authentication", max_age="600"');
    expect(stale.problem.max_age).toBe(600);
    expect(challenge((await failWith(new ProblemError('forbidden'))).response)).toBeNull();
  });

  it('names the invalid fields, never their values', async () => {
    const response = await harness.post('/v1/me/things/1', { size: 'private text', more: 'also private' });
    const problem = Problem.parse(await response.json());
    expect(problem.code).toBe('invalid_request');
    expect(problem.detail).toContain('size');
    expect(problem.detail).not.toContain('private');
  });

  it('has the same format for a body that is not JSON and for an unknown path', async () => {
    expect(Problem.parse(await (await harness.post('/v1/me/things/1', '{')).json()).code).toBe('invalid_request');
    const nowhere = await harness.request('/v1/nowhere');
    expect(nowhere.status).toBe(404);
    expect(Problem.parse(await nowhere.json()).code).toBe('not_found');
  });
});
