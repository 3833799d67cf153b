import { HttpClient, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ManagementApi } from './management-api';

const base = 'https://tenant.test/api/v2/';
const userUrl = `${base}users/auth0%7Cada`;
const auth0 = { provider: 'auth0', user_id: 'ada', connection: 'db' };
const google = { provider: 'google-oauth2', user_id: '108', connection: 'google-oauth2' };
const lost = new ProgressEvent('error');
/** Lets the promise chain between two requests run. */
const settled = () =>
  new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));

describe('ManagementApi', () => {
  let api: ManagementApi;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    api = new ManagementApi(TestBed.inject(HttpClient), base, 'auth0|ada');
  });
  afterEach(() => http.verify());

  const expectRead = () => http.expectOne(({ method, url }) => method === 'GET' && url.startsWith(userUrl));
  const flushRead = (...identities: object[]) => expectRead().flush({ user_id: 'auth0|ada', identities });
  const expectLink = () => http.expectOne({ method: 'POST', url: `${userUrl}/identities` });
  const expectUnlink = () => http.expectOne({ method: 'DELETE', url: `${userUrl}/identities/google-oauth2/108` });

  it('requests only the fields it shows', async () => {
    const profile = api.profile();
    const request = expectRead();
    const query = new URL(request.request.url).searchParams;
    expect(query.get('fields')).toContain('identities');
    expect(query.get('fields')).not.toContain('metadata');
    expect(query.get('include_fields')).toBe('true');
    request.flush({ user_id: 'auth0|ada', name: 'Ada', identities: [auth0] });
    expect((await profile).name).toBe('Ada');
  });

  it('sends the ID token and returns the array', async () => {
    const linked = api.link(google, 'google-oauth2', 'the.id.token');
    const request = expectLink();
    expect(request.request.body).toEqual({ link_with: 'the.id.token' });
    request.flush([auth0, google], { status: 201, statusText: 'Created' });
    expect((await linked).map(({ user_id }) => user_id)).toEqual(['ada', '108']);
  });

  it('encodes every part of an id', async () => {
    const unlinked = api.unlink({ provider: 'samlp', user_id: 'acme|ada/../x?y' });
    http.expectOne(`${userUrl}/identities/samlp/acme%7Cada%2F..%2Fx%3Fy`).flush([auth0]);
    expect((await unlinked).length).toBe(1);
  });

  it('treats a lost response as success if the identity was linked', async () => {
    const linked = api.link(google, 'google-oauth2', 'token');
    expectLink().error(lost);
    await settled();
    flushRead(auth0, google);
    expect((await linked).length).toBe(2);
  });

  it('reports the failure if the identity is missing, and checks again before a retry', async () => {
    const first = api.link(google, 'google-oauth2', 'token');
    expectLink().flush(null, { status: 502, statusText: 'Bad Gateway' });
    await settled();
    flushRead(auth0);
    await expectAsync(first).toBeRejectedWith(jasmine.objectContaining({ code: 'server_error' }));

    const second = api.link(google, 'google-oauth2', 'token');
    flushRead(auth0, google);
    expect((await second).length).toBe(2);
  });

  it('links on a retry if the first request had no effect', async () => {
    const first = api.link(google, 'google-oauth2', 'token');
    expectLink().flush(null, { status: 502, statusText: 'Bad Gateway' });
    await settled();
    expectRead().flush(null, { status: 502, statusText: 'Bad Gateway' });
    await expectAsync(first).toBeRejected();

    const second = api.link(google, 'google-oauth2', 'token');
    flushRead(auth0);
    await settled();
    expectLink().flush([auth0, google]);
    expect((await second).length).toBe(2);
  });

  it('treats 409 as success if the identity is linked to this account', async () => {
    const linked = api.link(google, 'google-oauth2', 'token');
    expectLink().flush({ message: 'Specified identity already exists.' }, { status: 409, statusText: 'Conflict' });
    await settled();
    flushRead(auth0, google);
    expect((await linked).length).toBe(2);
  });

  it('reports 409 if the identity belongs to another account', async () => {
    const linked = api.link(google, 'google-oauth2', 'token');
    expectLink().flush({}, { status: 409, statusText: 'Conflict' });
    await settled();
    flushRead(auth0);
    await expectAsync(linked).toBeRejectedWith(jasmine.objectContaining({ code: 'already_linked' }));
  });

  it('does not read back after a conclusive response', async () => {
    const linked = api.link(google, 'google-oauth2', 'token');
    expectLink().flush({}, { status: 403, statusText: 'Forbidden' });
    await expectAsync(linked).toBeRejectedWith(jasmine.objectContaining({ code: 'forbidden' }));
  });

  it('treats unlinking a missing identity as success', async () => {
    const unlinked = api.unlink(google);
    expectUnlink().flush({}, { status: 404, statusText: 'Not Found' });
    await settled();
    flushRead(auth0);
    expect((await unlinked).length).toBe(1);
  });

  it('treats a lost unlink response as success if the identity was removed', async () => {
    const unlinked = api.unlink(google);
    expectUnlink().error(lost);
    await settled();
    flushRead(auth0);
    expect((await unlinked).length).toBe(1);
  });

  it('fails with unexpected if the response is not a profile', async () => {
    const profile = api.profile();
    expectRead().flush({ hello: 'world' });
    await expectAsync(profile).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
  });
});
