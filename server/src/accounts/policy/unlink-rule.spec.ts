import type { Auth0Connection, Auth0Identity } from '../../auth0/management.ts';
import type { ConfiguredConnection } from '../../configuration/server-config.ts';
import { userFrom } from '../testing/fake-management.ts';
import { identity } from '../testing/test-users.ts';
import { unlinkLock } from './unlink-rule.ts';

describe('The unlink rule', () => {
  const password = identity('auth0', '1', 'database', {});
  const google = identity('google-oauth2', '2', 'google-oauth2', {});
  const saml = identity('samlp', '3', 'acme', {});

  const connections = (...enabled: string[]): Auth0Connection[] =>
    ['database', 'google-oauth2', 'acme'].map((name) => ({
      id: name,
      name,
      strategy: name,
      enabled: enabled.includes(name),
    }));

  const lockOf = (
    which: Auth0Identity,
    all: readonly [Auth0Identity, ...Auth0Identity[]],
    enabled: readonly string[],
    policies: readonly ConfiguredConnection[] = [],
  ) => unlinkLock(which, { ...userFrom(all[0]), identities: all }, policies, connections(...enabled));

  const acme = (rule: ConfiguredConnection['rule'], reason?: string): readonly ConfiguredConnection[] => [
    { name: 'acme', label: 'Acme', rule, ...(reason === undefined ? {} : { reason }) },
  ];

  it('allows unlinking a linked identity if another sign-in works', () => {
    expect(lockOf(google, [password, google], ['database', 'google-oauth2'])).toBeNull();
  });

  it('keeps the main identity regardless of the others', () => {
    expect(lockOf(password, [password, google], ['database', 'google-oauth2'])?.code).toBe('main_identity');
  });

  it('does not count sign-ins whose connection is switched off', () => {
    expect(lockOf(google, [password, google], ['google-oauth2'])?.code).toBe('last_usable_sign_in');
    expect(lockOf(google, [password, google, saml], ['google-oauth2', 'acme'])).toBeNull();
  });

  it('does not count a deleted connection', () => {
    const old = identity('myspace', '9', 'myspace', {});
    expect(lockOf(google, [old, google], ['google-oauth2'])?.code).toBe('last_usable_sign_in');
  });

  it("keeps identities that a policy locks, with the administrator's reason", () => {
    const all = [password, saml] as const;
    const enabled = ['database', 'acme'];
    expect(lockOf(saml, all, enabled, acme('locked', 'Ask the help desk.'))).toEqual({
      code: 'locked_by_policy',
      reason: 'Ask the help desk.',
    });
    expect(lockOf(saml, all, enabled, acme('locked'))?.reason).toBe('This sign-in is managed by your organization.');
    expect(lockOf(saml, all, enabled, acme('hidden'))?.code).toBe('locked_by_policy');
  });

  it('keeps the last identity of a required connection only', () => {
    const second = identity('samlp', '4', 'acme', {});
    const enabled = ['database', 'acme'];
    expect(lockOf(saml, [password, saml], enabled, acme('required'))?.code).toBe('locked_by_policy');
    expect(lockOf(saml, [password, saml, second], enabled, acme('required'))).toBeNull();
  });
});
