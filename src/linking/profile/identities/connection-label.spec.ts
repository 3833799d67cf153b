import { connectionLabel } from './connection-label';

describe('connectionLabel', () => {
  it('uses the configured label', () => {
    const connections = [{ name: 'github', label: 'Code host' }];
    expect(connectionLabel({ connection: 'github', provider: 'github' }, connections)).toBe('Code host');
  });

  it('falls back to the usual name', () => {
    expect(connectionLabel({ connection: 'google-oauth2', provider: 'google-oauth2' }, [])).toBe('Google');
    expect(connectionLabel({ connection: 'customers', provider: 'auth0' }, [])).toBe('Email and password');
  });

  it('is the connection’s name if it has no usual label', () => {
    expect(connectionLabel({ connection: 'acme-saml', provider: 'samlp' }, [])).toBe('acme-saml');
    expect(connectionLabel({ connection: 'constructor', provider: 'samlp' }, [])).toBe('constructor');
  });
});
