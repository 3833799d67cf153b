import type { StoredPayload } from '../store/payload-store.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { SignedInKind, SignedInMetadata } from './signed-in-kind.ts';

/** Keeps metadata beside a session or refresh token for as long as that lives; `oidc-provider` would drop it. */
export function keepMetadata(
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
