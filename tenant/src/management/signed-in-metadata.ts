import type { StoredPayload } from '../store/payload-store.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { SignedInKind } from './signed-in-kind.ts';

/** Metadata of a session or a refresh token: up to 25 properties, nothing for none. */
export type SignedInMetadata = Readonly<Record<string, unknown>> | null;

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
export function presentSignedIn(
  { payloads }: TenantStore,
  kind: SignedInKind,
  row: StoredPayload,
): Readonly<Record<string, unknown>> {
  const id = kind.idOf(row);
  const value = payloads.find(`${kind.model}Metadata`, id)?.payload['value'] ?? null;
  return { id, user_id: row.payload['accountId'], ...kind.present(row), [kind.metadata]: value };
}
