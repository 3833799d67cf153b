import { readAuth0Settings } from './read-auth0-settings.mjs';

const CLIENT_ID = 'abcdefghijklmnopqrstuvwxyz012345';

/** @param {Record<string, string>} settings */
function problemOf(settings) {
  try {
    readAuth0Settings(settings);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no complaint';
}

describe('readAuth0Settings', () => {
  it('selects the local tenant without settings', () => {
    expect(readAuth0Settings({ PORT: '4200' })).toBeUndefined();
  });

  it('reads a domain and a client id, with the default connections of a new tenant', () => {
    const settings = readAuth0Settings({ AUTH0_DOMAIN: 'Example.eu.auth0.com', AUTH0_CLIENT_ID: CLIENT_ID });
    expect(settings?.domain).toBe('example.eu.auth0.com');
    expect(settings?.clientId).toBe(CLIENT_ID);
    expect(settings?.connections.map(({ name }) => name)).toEqual([
      'google-oauth2',
      'Username-Password-Authentication',
    ]);
    expect(Object.keys(settings ?? {})).not.toContain('audience');
  });

  it('passes on audience, organization and labelled connections', () => {
    const settings = readAuth0Settings({
      AUTH0_DOMAIN: 'example.eu.auth0.com',
      AUTH0_CLIENT_ID: CLIENT_ID,
      AUTH0_AUDIENCE: 'https://api.example.com',
      AUTH0_ORGANIZATION: 'org_abc123',
      ONEFOLD_CONNECTIONS: 'github, acme-corp = Acme Corporation',
    });
    expect(settings?.audience).toBe('https://api.example.com');
    expect(settings?.organization).toBe('org_abc123');
    expect(settings?.connections).toEqual([
      { name: 'github', label: 'github' },
      { name: 'acme-corp', label: 'Acme Corporation' },
    ]);
  });

  it('explains a domain without a client id, and the reverse', () => {
    expect(problemOf({ AUTH0_DOMAIN: 'example.eu.auth0.com' })).toContain('AUTH0_CLIENT_ID is missing');
    expect(problemOf({ AUTH0_CLIENT_ID: CLIENT_ID })).toContain('AUTH0_DOMAIN is missing');
  });

  it('suggests the bare host for a domain with scheme or path', () => {
    const message = problemOf({ AUTH0_DOMAIN: 'https://example.eu.auth0.com/authorize', AUTH0_CLIENT_ID: CLIENT_ID });
    expect(message).toContain('Did you mean example.eu.auth0.com?');
  });

  it('rejects invalid hosts, client ids, organizations and connections', () => {
    const good = { AUTH0_DOMAIN: 'example.eu.auth0.com', AUTH0_CLIENT_ID: CLIENT_ID };
    for (const domain of [
      'localhost',
      'a b.com',
      'example..com',
      '-x.auth0.com',
      'auth0.com;script-src *',
      'x.auth0.com:443',
    ]) {
      expect(problemOf({ ...good, AUTH0_DOMAIN: domain })).toContain('AUTH0_DOMAIN is');
    }
    expect(problemOf({ ...good, AUTH0_CLIENT_ID: 'my client' })).toContain('AUTH0_CLIENT_ID is');
    expect(problemOf({ ...good, AUTH0_ORGANIZATION: 'My Org' })).toContain('AUTH0_ORGANIZATION is');
    expect(problemOf({ ...good, ONEFOLD_CONNECTIONS: 'google oauth2' })).toContain('ONEFOLD_CONNECTIONS contains');
  });

  it('names every problem at once', () => {
    const message = problemOf({ AUTH0_DOMAIN: 'localhost', AUTH0_CLIENT_ID: 'x' });
    expect(message).toContain('AUTH0_DOMAIN');
    expect(message).toContain('AUTH0_CLIENT_ID');
  });
});
