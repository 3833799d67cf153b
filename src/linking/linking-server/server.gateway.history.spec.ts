import { TestBed } from '@angular/core/testing';
import { FakeAuthService, aHistoryEvent } from '@onefold/angular/testing';
import { FakeFetch } from '../testing/support/fake-fetch';
import { SERVER_PROVIDERS } from '../testing/support/server-providers';
import { ServerGateway } from './server.gateway';

const HISTORY = 'https://accounts.test/v1/me/history';

describe('ServerGateway: the history', () => {
  let server: FakeFetch;
  let gateway: ServerGateway;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [...SERVER_PROVIDERS] });
    TestBed.inject(FakeAuthService).signIn();
    server = new FakeFetch();
    spyOn(window, 'fetch').and.callFake(server.fetch);
    gateway = TestBed.inject(ServerGateway);
  });
  afterEach(() => expect(server.unanswered).toEqual([]));

  const request = (method: string, url: string) => server.request(method, url);

  it('is exported as one CSV file, which Excel reads as UTF-8', async () => {
    const file = gateway.exportHistory('csv');
    (await request('GET', `${HISTORY}?format=csv`)).respond('at,type\r\n');
    const { name, content } = await file;
    expect(name).toMatch(/^account-history-\d{4}-\d\d-\d\d\.csv$/);
    expect(content.type).toBe('text/csv;charset=utf-8');
    expect([...new Uint8Array(await content.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  it('is exported as JSON with all of its pages', async () => {
    const file = gateway.exportHistory('json');
    (await request('GET', `${HISTORY}?limit=200`)).respond({ events: [aHistoryEvent({ id: '2' })], next: '2' });
    (await request('GET', `${HISTORY}?limit=200&cursor=2`)).respond({
      events: [aHistoryEvent({ id: '1' })],
      next: null,
    });
    const { name, content } = await file;
    expect(name).toMatch(/\.json$/);
    const { events } = JSON.parse(await content.text()) as { events: { id: string }[] };
    expect(events.map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('reports the error of a CSV request, too', async () => {
    const file = gateway.exportHistory('csv');
    (await request('GET', `${HISTORY}?format=csv`)).respond('{"code":"rate_limited"}', {
      status: 429,
      headers: { 'Retry-After': '7' },
    });
    await expectAsync(file).toBeRejectedWith(jasmine.objectContaining({ code: 'rate_limited' }));
  });

  it('flags an entry, and reports a missing one as a change', async () => {
    const flagged = gateway.flagEvent('a/b');
    (await request('POST', `${HISTORY}/a%2Fb/flag`)).respond(null, { status: 204 });
    await expectAsync(flagged).toBeResolved();
    const gone = gateway.flagEvent('x');
    (await request('POST', `${HISTORY}/x/flag`)).respond({ code: 'not_found' }, { status: 404 });
    await expectAsync(gone).toBeRejectedWith(jasmine.objectContaining({ code: 'account_changed' }));
  });
});
