import { loadPortalConfig } from './load-portal-config';
import { requestSettings } from './request-settings';
import { PortalConfigError } from './portal-config-error';

const config = { domain: 'x.eu.auth0.com', clientId: 'abc', connections: [{ name: 'github', label: 'GitHub' }] };
const answering = (body: string, status = 200) => Promise.resolve(new Response(body, { status }));

async function failure(settings: Promise<Response>): Promise<PortalConfigError> {
  try {
    await loadPortalConfig(settings);
  } catch (error) {
    // The specs examine the error.
    if (error instanceof PortalConfigError) {
      return error;
    }
  }
  throw new Error('It loaded.');
}

describe('loadPortalConfig', () => {
  it('returns only the known settings', async () => {
    const known = { ...config, audience: 'api', linkingServer: '/' };
    const loaded = await loadPortalConfig(answering(JSON.stringify({ ...known, extra: 1 })));
    expect(loaded).toEqual(known);
  });

  it('distinguishes an unreachable server, a missing file and a malformed one', async () => {
    expect((await failure(answering('', 404))).problem).toBe('missing');
    expect((await failure(Promise.reject(new TypeError('offline')))).problem).toBe('unreachable');
    expect((await failure(answering('<!doctype html>'))).problem).toBe('malformed');
  });

  for (const [what, change] of [
    ['"domain" is missing.', { domain: undefined }],
    ['"clientId" is not text.', { clientId: 7 }],
    ['"connections" is not a list.', { connections: {} }],
    ['"connections[0].label" is missing.', { connections: [{ name: 'github' }] }],
    ['connections[0] is not an object.', { connections: ['github'] }],
  ] as const) {
    it(`reports: ${what}`, async () => {
      const error = await failure(answering(JSON.stringify({ ...config, ...change })));
      expect(error.problem).toBe('malformed');
      expect(error.message).toBe(what);
    });
  }
});

describe('requestSettings', () => {
  const page = (html: string) =>
    new DOMParser().parseFromString(`<base href="https://portal.example/app/">${html}`, 'text/html');
  const requested: string[] = [];
  const load: typeof fetch = (input) => {
    requested.push(input instanceof URL ? input.href : '');
    return answering('{"from":"file"}');
  };
  beforeEach(() => requested.splice(0));

  it('requests config.json beside the page', async () => {
    const response = await requestSettings(page(''), load);
    expect(await response.json()).toEqual({ from: 'file' });
    expect(requested).toEqual(['https://portal.example/app/config.json']);
  });

  it('takes the settings embedded in the page without a request', async () => {
    const element = '<script type="application/json" id="onefold-config">{"from":"page"}</script>';
    const response = await requestSettings(page(element), load);
    expect(await response.json()).toEqual({ from: 'page' });
    expect(requested).toEqual([]);
  });
});
