import type { ConfiguredConnection } from '../../configuration/server-config.ts';
import { eventIdentity } from './event-identity.ts';

const CONNECTIONS: readonly ConfiguredConnection[] = [{ name: 'google-oauth2', label: 'Google', rule: 'open' }];
const google = (profileData: Record<string, unknown>) => ({
  ...{ provider: 'google-oauth2', user_id: '7', connection: 'google-oauth2', isSocial: true, profileData },
});

describe('The identity of an event', () => {
  it('is named by its address, which distinguishes two accounts with the same name', () => {
    const named = eventIdentity(google({ name: 'Ana', email: 'ana@work.example' }), CONNECTIONS);
    expect(named).toEqual({
      ...{ provider: 'google-oauth2', user_id: '7', connection: 'google-oauth2' },
      label: 'Google',
      name: 'ana@work.example',
    });
  });

  it('is named by its name if it has no address, and has no name if it has neither', () => {
    expect(eventIdentity(google({ nickname: 'ana' }), CONNECTIONS).name).toBe('ana');
    expect(eventIdentity(google({}), CONNECTIONS)).not.toEqual(jasmine.objectContaining({ name: jasmine.anything() }));
  });

  it('of a main identity is named by its account', () => {
    expect(eventIdentity(google({}), CONNECTIONS, { name: 'Ana', email: 'ana@example.com' }).name).toBe(
      'ana@example.com',
    );
  });
});
