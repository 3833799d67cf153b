import { resourceToAudience } from '../../dialect/audience.ts';
import { textOf } from '../../model/text-of.ts';
import type { PayloadStore, StoredPayload } from '../../store/tables/payload-store.ts';
import type { TenantStore } from '../../store/tenant-store.ts';

/** Sessions or refresh tokens of a user: finds, shows and ends them. */
export interface SignedInKind {
  /** Model of the payload table. */
  readonly model: 'Session' | 'RefreshToken';
  /** Name of the list in a response. */
  readonly list: 'sessions' | 'tokens';
  readonly scope: 'sessions' | 'refresh_tokens';
  /** Name of the metadata that the Management API keeps. */
  readonly metadata: 'session_metadata' | 'refresh_token_metadata';
  readonly missing: string;
  /** Never the value of the cookie or the token. */
  readonly idOf: (row: StoredPayload) => string;
  readonly find: (payloads: PayloadStore, id: string) => StoredPayload | undefined;
  readonly end: (payloads: PayloadStore, row: StoredPayload) => void;
  readonly present: (row: StoredPayload, metadata: SignedInMetadata) => object;
}

/** Metadata of a session or a refresh token: up to 25 properties; `null` for none. */
export type SignedInMetadata = Readonly<Record<string, unknown>> | null;

/** Browsers' sessions. Source: Auth0 Management API, schema `SessionResponseContent`. */
export const SESSIONS = {
  model: 'Session',
  list: 'sessions',
  scope: 'sessions',
  metadata: 'session_metadata',
  missing: 'The session does not exist.',
  idOf: ({ payload }) => String(payload['uid']),
  find: (payloads, id) => payloads.findByUid('Session', id),
  end: (payloads, { id }) => payloads.destroy('Session', id),
  present: ({ payload, expires_at: expiresAt }, metadata) => ({
    id: String(payload['uid']),
    user_id: String(payload['accountId']),
    created_at: fromSeconds(payload['iat']),
    authenticated_at: fromSeconds(payload['loginTs']),
    expires_at: fromMilliseconds(expiresAt),
    clients: Object.keys(Object(payload['authorizations']) as object).map((id) => ({ client_id: id })),
    session_metadata: metadata,
  }),
} as const satisfies SignedInKind;

/** A session as the API shows it. */
export type ShownSession = ReturnType<typeof SESSIONS.present>;

/** Refresh tokens; one that is rotated keeps its id. Source: Auth0 Management API, schema `RefreshTokenResponseContent`. */
export const REFRESH_TOKENS = {
  model: 'RefreshToken',
  list: 'tokens',
  scope: 'refresh_tokens',
  metadata: 'refresh_token_metadata',
  missing: 'The refresh token does not exist.',
  idOf: ({ payload }) => String(payload['grantId']),
  find: (payloads, id) => payloads.ofGrant('RefreshToken', id).find(isUsable),
  end: (payloads, { payload }) => payloads.revokeByGrantId(String(payload['grantId'])),
  present: ({ payload, expires_at: expiresAt }, metadata) => ({
    id: String(payload['grantId']),
    user_id: String(payload['accountId']),
    created_at: fromSeconds(payload['iat']),
    expires_at: fromMilliseconds(expiresAt),
    client_id: String(payload['clientId']),
    session_id: textOf(payload['sessionUid']) || null,
    rotating: true,
    resource_servers: [payload['resource']]
      .flat()
      .filter((resource) => typeof resource === 'string')
      .map((resource) => ({ audience: resourceToAudience(resource), scopes: textOf(payload['scope']) })),
    refresh_token_metadata: metadata,
  }),
} as const satisfies SignedInKind;

/** A refresh token as the API shows it. */
export type ShownRefreshToken = ReturnType<typeof REFRESH_TOKENS.present>;

/** A rotated refresh token stays in the store so that its reuse is recognized. */
export function isUsable({ consumed_at: used }: StoredPayload): boolean {
  return used === undefined;
}

function fromSeconds(value: unknown): string | null {
  return typeof value === 'number' ? fromMilliseconds(value * 1000) : null;
}

function fromMilliseconds(value: number | undefined): string | null {
  return value === undefined ? null : new Date(value).toISOString();
}

/** Keeps metadata beside a session or refresh token for as long as that lives; `oidc-provider` would drop it. */
export function storeMetadata(
  { payloads }: TenantStore,
  kind: SignedInKind,
  row: StoredPayload,
  value: SignedInMetadata,
): void {
  const accountId = row.payload['accountId'];
  payloads.upsert(`${kind.model}Metadata`, kind.idOf(row), { accountId, value }, row.expires_at);
}

/** Shows a session or refresh token with its metadata. */
export function presentSignedIn<Kind extends SignedInKind>(
  { payloads }: TenantStore,
  kind: Kind,
  row: StoredPayload,
): ReturnType<Kind['present']> {
  const value = payloads.find(`${kind.model}Metadata`, kind.idOf(row))?.payload['value'] ?? null;
  return kind.present(row, value as SignedInMetadata) as ReturnType<Kind['present']>;
}
