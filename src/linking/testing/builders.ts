import type {
  HistoryEvent,
  Identity,
  LinkCandidate,
  LinkableConnection,
  MergePreview,
  Profile,
  Suggestion,
} from '@onefold/angular';

/**
 * An identity for a test: by default a Google account.
 *
 * @example
 * anIdentity({ provider: 'github', user_id: '42', profileData: { name: 'Ada' } })
 */
export function anIdentity(overrides: Partial<Identity> = {}): Identity {
  const provider = overrides.provider ?? 'google-oauth2';
  return {
    provider,
    user_id: '108',
    connection: provider,
    isSocial: provider !== 'auth0',
    primary: false,
    profileData: { name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
    ...overrides,
  };
}

/** An identity as a linking server returns it, including the fields that only the server provides. */
export function aKnownIdentity(overrides: Partial<Identity> = {}): Identity {
  return anIdentity({
    label: 'Google',
    nickname: null,
    linked_at: '2026-03-03T09:00:00Z',
    last_used_at: '2026-11-20T18:00:00Z',
    current: false,
    usable: true,
    lock: null,
    ...overrides,
  });
}

/** The main identity of {@link aProfile}: a database account. */
export function aPrimaryIdentity(overrides: Partial<Identity> = {}): Identity {
  return anIdentity({
    provider: 'auth0',
    user_id: 'ada',
    connection: 'Username-Password-Authentication',
    primary: true,
    ...overrides,
  });
}

/** The account `auth0|ada` with only its main identity by default. */
export function aProfile(overrides: Partial<Profile> = {}): Profile {
  return {
    user_id: 'auth0|ada',
    name: 'Ada Lovelace',
    nickname: 'ada',
    email: 'ada@example.com',
    email_verified: true,
    created_at: new Date('2024-02-29T08:00:00Z'),
    updated_at: new Date('2026-11-01T12:30:00Z'),
    identities: [aPrimaryIdentity()],
    ...overrides,
  };
}

/** The account of the second sign-in: by default the identity of {@link anIdentity}. */
export function aCandidate(overrides: Partial<LinkCandidate> = {}): LinkCandidate {
  const { provider, user_id, connection } = anIdentity();
  return {
    identity: { provider, user_id },
    connection,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    email_verified: true,
    ...overrides,
  };
}

/** A linkable connection, by default Google. */
export function aConnection(overrides: Partial<LinkableConnection> = {}): LinkableConnection {
  return { name: 'google-oauth2', label: 'Google', ...overrides };
}

/** A history entry: by default, a Google account was linked from Firefox on Windows. */
export function aHistoryEvent(overrides: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    id: '0193-1',
    at: '2026-11-24T09:30:00.000Z',
    type: 'identity.linked',
    identity: {
      provider: 'google-oauth2',
      user_id: '108',
      connection: 'google-oauth2',
      label: 'Google',
      name: 'ada@example.com',
    },
    address: '203.0.113.0/24',
    user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    flagged_at: null,
    ...overrides,
  };
}

/** A suggestion to link an account, by default a GitHub account. */
export function aSuggestion(overrides: Partial<Suggestion> = {}): Suggestion {
  return {
    id: 's1',
    connection: { name: 'github', label: 'GitHub', provider: 'github' },
    masked_email: 'a…a@example.com',
    ...overrides,
  };
}

/** A linking server's preview of merging two accounts; by default both have a theme. */
export function aMergePreview(overrides: Partial<MergePreview> = {}): MergePreview {
  return {
    current: {
      user_id: 'auth0|ada',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      created_at: '2024-02-29T08:00:00.000Z',
      identities: [{ provider: 'auth0', connection: 'Username-Password-Authentication', label: 'Password' }],
    },
    other: {
      user_id: 'google-oauth2|108',
      name: 'Ada L.',
      email: 'ada@gmail.example',
      identities: [{ provider: 'google-oauth2', connection: 'google-oauth2', label: 'Google', name: 'Ada L.' }],
    },
    fields: [
      { key: 'email', current: 'ada@example.com', other: 'ada@gmail.example', rule: 'stays' },
      { key: 'user_metadata.theme', current: 'dark', other: 'light', rule: 'choose' },
    ],
    application_data: { current: false, other: false },
    revision: 'seen',
    ...overrides,
  };
}
