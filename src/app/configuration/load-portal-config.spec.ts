import { loadPortalConfig } from './load-portal-config';
import { PortalConfigError } from './portal-config-error';

const config = { domain: 'x.eu.auth0.com', clientId: 'abc', connections: [{ name: 'github', label: 'GitHub' }] };
const answering =
  (body: string, status = 200): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));

async function failure(load: typeof fetch): Promise<PortalConfigError> {
  try {
    await loadPortalConfig(load);
  } catch (error) {
    // The error is what the spec is about.
    if (error instanceof PortalConfigError) {
      return error;
    }
  }
  throw new Error('It loaded.');
}

describe('loadPortalConfig', () => {
  it('asks for config.json beside the page', async () => {
    const asked: string[] = [];
    await loadPortalConfig((input) => {
      asked.push(input instanceof URL ? input.href : '');
      return Promise.resolve(new Response(JSON.stringify(config)));
    });
    expect(asked).toEqual([new URL('config.json', document.baseURI).href]);
  });

  it('returns the settings, and nothing it does not know', async () => {
    const known = { ...config, audience: 'api', linkingServer: '/' };
    const loaded = await loadPortalConfig(answering(JSON.stringify({ ...known, extra: 1 })));
    expect(loaded).toEqual(known);
  });

  it('distinguishes an unreachable server, a missing file and a malformed one', async () => {
    expect((await failure(answering('', 404))).problem).toBe('missing');
    expect((await failure(() => Promise.reject(new TypeError('offline')))).problem).toBe('unreachable');
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
