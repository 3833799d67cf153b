import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FakeAuthService, aHistoryEvent, provideFakeAuth } from '@onefold/angular/testing';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import { TEST_CONFIG } from '../testing/support/fake-isolated-login';
import { LinkingServerClient } from './linking-server.client';
import { ServerGateway } from './server.gateway';

const HISTORY = 'https://accounts.test/v1/me/history';

describe('ServerGateway: the history', () => {
  let http: HttpTestingController;
  let gateway: ServerGateway;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        ServerGateway,
        LinkingServerClient,
        provideFakeAuth(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: ONEFOLD_CONFIG,
          useValue: Promise.resolve({ ...TEST_CONFIG, linkingServer: 'https://accounts.test' }),
        },
      ],
    });
    TestBed.inject(FakeAuthService).signIn();
    http = TestBed.inject(HttpTestingController);
    gateway = TestBed.inject(ServerGateway);
  });
  afterEach(() => http.verify());

  /** Waits for the code, which is loaded by `import()`: no fake clock advances that. */
  async function request(method: string, url: string): Promise<TestRequest> {
    for (;;) {
      const [sent] = http.match((each) => each.method === method && each.urlWithParams === url);
      if (sent) return sent;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  it('is exported as one CSV file, which Excel reads as UTF-8', async () => {
    const file = gateway.exportHistory('csv');
    (await request('GET', `${HISTORY}?format=csv`)).flush('at,type\r\n');
    const { name, content } = await file;
    expect(name).toMatch(/^account-history-\d{4}-\d\d-\d\d\.csv$/);
    expect(content.type).toBe('text/csv;charset=utf-8');
    expect([...new Uint8Array(await content.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  it('is exported as JSON with all of its pages', async () => {
    const file = gateway.exportHistory('json');
    (await request('GET', `${HISTORY}?limit=200`)).flush({ events: [aHistoryEvent({ id: '2' })], next: '2' });
    (await request('GET', `${HISTORY}?limit=200&cursor=2`)).flush({ events: [aHistoryEvent({ id: '1' })], next: null });
    const { name, content } = await file;
    expect(name).toMatch(/\.json$/);
    const { events } = JSON.parse(await content.text()) as { events: { id: string }[] };
    expect(events.map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('reports the error of a CSV request, too', async () => {
    const file = gateway.exportHistory('csv');
    (await request('GET', `${HISTORY}?format=csv`)).flush('{"code":"rate_limited"}', {
      status: 429,
      statusText: '',
      headers: { 'Retry-After': '7' },
    });
    await expectAsync(file).toBeRejectedWith(jasmine.objectContaining({ code: 'rate_limited' }));
  });

  it('flags an entry, and reports a missing one as a change', async () => {
    const flagged = gateway.flagEvent('a/b');
    (await request('POST', `${HISTORY}/a%2Fb/flag`)).flush(null, { status: 204, statusText: '' });
    await expectAsync(flagged).toBeResolved();
    const gone = gateway.flagEvent('x');
    (await request('POST', `${HISTORY}/x/flag`)).flush({ code: 'not_found' }, { status: 404, statusText: '' });
    await expectAsync(gone).toBeRejectedWith(jasmine.objectContaining({ code: 'account_changed' }));
  });
});
