import type { Identity, Me } from '@onefold/contract';

/** An identity as the linking server returns it, by default the main one. Specs only. */
export function aServerIdentity(overrides: Partial<Identity> = {}): Identity {
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

/** The linking server's response to `GET /v1/me`, by default Ada's. Specs only. */
export function aMeResponse(overrides: Partial<Me> = {}): Me {
  return {
    profile: { user_id: 'auth0|ada', name: 'Ada', created_at: '2024-02-29T08:00:00Z' },
    identities: [aServerIdentity()],
    connections: [{ name: 'google-oauth2', label: 'Google', provider: 'google-oauth2' }],
    suggestions: [],
    undo: null,
    fresh_until: null,
    unlink_ends_sessions: true,
    ...overrides,
  };
}
