import type { Identity, Me } from '@onefold/contract';

/** An identity as the linking server returns it, by default the main one. Specs only. */
export function anIdentityRow(overrides: Partial<Identity> = {}): Identity {
  return {
    provider: 'auth0',
    user_id: 'ada',
    connection: 'Username-Password-Authentication',
    label: 'Password',
    is_social: false,
    primary: true,
    current: true,
    usable: true,
    lock: { code: 'main_identity', reason: 'x' },
    nickname: null,
    linked_at: null,
    last_used_at: null,
    profile_data: { email: 'ada@example.com', email_verified: 'true' },
    ...overrides,
  };
}

/** The whole response of the linking server about Ada. Specs only. */
export function aMe(): Me {
  return {
    profile: { user_id: 'auth0|ada', name: 'Ada', created_at: '2024-02-29T08:00:00Z' },
    identities: [anIdentityRow()],
    connections: [{ name: 'google-oauth2', label: 'Google', provider: 'google-oauth2' }],
    suggestions: [],
    undo: null,
    fresh_until: null,
    unlink_ends_sessions: true,
  };
}
