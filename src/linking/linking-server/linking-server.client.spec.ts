import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FakeAuthService } from '@onefold/angular/testing';
import { FakeFetch } from '../testing/support/fake-fetch';
import { SERVER_PROVIDERS } from '../testing/support/server-providers';
import { FakeWindow } from '../testing/support/fake-linking-server';
import { LinkingServerClient } from './linking-server.client';

const UNDO = 'https://accounts.test/v1/me/undo/h';
const ELEVATIONS = 'https://accounts.test/v1/me/elevations';
const ELEVATION = { id: '7', stage: 'created', start_url: 'https://accounts.test/v1/elevations/7/start' };

describe('LinkingServerClient, when the server requires a recent sign-in', () => {
  let server: FakeFetch;
  let login: FakeWindow;
  let undone: Promise<unknown>;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [...SERVER_PROVIDERS] });
    TestBed.inject(FakeAuthService).signIn();
    server = new FakeFetch();
    spyOn(window, 'fetch').and.callFake(server.fetch);
    login = new FakeWindow();
    undone = TestBed.inject(LinkingServerClient).send('POST', '/undo/h', {
      login: { window: login.asWindow(), change: { kind: 'undo' } },
    });
    (await server.request('POST', UNDO)).refuse(401, 'insufficient_user_authentication', { max_age: 600 });
    (await server.request('POST', ELEVATIONS)).respond(ELEVATION, { status: 201 });
  });
  afterEach(() => expect(server.unanswered).toEqual([]));

  const respondToLogin = async (more: object) =>
    (await server.request('GET', `${ELEVATIONS}/7`)).respond({ ...ELEVATION, ...more });

  it('has the user sign in, and sends the request once more', async () => {
    await respondToLogin({ stage: 'done' });
    (await server.request('POST', UNDO)).respond({ done: true });
    expect(await undone).toEqual({ done: true });
    expect(login.address).toBe(ELEVATION.start_url);
  });

  it('does not ask twice for one request', async () => {
    await respondToLogin({ stage: 'done' });
    (await server.request('POST', UNDO)).refuse(401, 'insufficient_user_authentication', { max_age: 600 });
    await expectAsync(undone).toBeRejectedWith(jasmine.objectContaining({ code: 'elevation_required', maxAge: 600 }));
  });

  it('does not repeat the request if the user did not sign in', async () => {
    await respondToLogin({ stage: 'failed', error: { code: 'login_cancelled', title: '' } });
    await expectAsync(undone).toBeRejectedWith(jasmine.objectContaining({ code: 'elevation_cancelled' }));
  });
});

describe('LinkingServerClient', () => {
  it('keeps the application unstable until the response arrives', async () => {
    TestBed.configureTestingModule({ providers: [...SERVER_PROVIDERS] });
    TestBed.inject(FakeAuthService).signIn();
    const server = new FakeFetch();
    spyOn(window, 'fetch').and.callFake(server.fetch);
    const steps: string[] = [];
    void TestBed.inject(LinkingServerClient)
      .send('PATCH', '/identities/github/1', { body: { nickname: 'Work' } })
      .then(() => steps.push('response'));
    const request = await server.request('PATCH', 'https://accounts.test/v1/me/identities/github/1');
    const stable = TestBed.inject(ApplicationRef)
      .whenStable()
      .then(() => steps.push('stable'));
    request.respond({});
    await stable;
    expect(steps).toEqual(['response', 'stable']);
  });
});
