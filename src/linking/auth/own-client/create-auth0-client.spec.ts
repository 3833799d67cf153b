import { Auth0Client } from '@auth0/auth0-spa-js';
import { TEST_CONFIG } from '../../testing/support/fake-isolated-login';
import { createAuth0Client } from './create-auth0-client';

describe('The adapter of Auth0’s SDK', () => {
  const mark = `auth0.${TEST_CONFIG.clientId}.is.authenticated`;
  afterEach(() => (document.cookie = `${mark}=; Path=/; Max-Age=0`));

  const urls = { redirectUri: `${location.origin}/callback`, logoutUri: location.origin };

  it('fails with storage_blocked if the browser blocks site data', () => {
    const blocked = new DOMException('Access is denied for this document.', 'SecurityError');
    spyOnProperty(window, 'localStorage', 'get').and.throwError(blocked);
    expect(() => createAuth0Client(TEST_CONFIG, urls, null)).toThrow(
      jasmine.objectContaining({ code: 'storage_blocked', cause: blocked }),
    );
  });

  it('leaves the mark of the session of another tab when it drops its own tokens', async () => {
    const client = createAuth0Client(TEST_CONFIG, urls, null);
    document.cookie = `${mark}=true; Path=/`;
    await client.forget();
    expect(document.cookie).toContain(`${mark}=true`);
  });

  it('leaves that mark also if the tokens could not be dropped', async () => {
    const client = createAuth0Client(TEST_CONFIG, urls, null);
    document.cookie = `${mark}=true; Path=/`;
    spyOn(Auth0Client.prototype, 'logout').and.callFake(() => {
      document.cookie = `${mark}=; Path=/; Max-Age=0`;
      return Promise.reject(new Error('The worker does not respond.'));
    });
    await expectAsync(client.forget()).toBeRejected();
    expect(document.cookie).toContain(`${mark}=true`);
  });
});
