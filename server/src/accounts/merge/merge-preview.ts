import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AccountSummary, MergeField, MergePreview } from '@onefold/contract';
import type { Auth0Identity, Auth0User } from '../../auth0/management.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { configuredLabel, connectionRule } from '../policy/connection-policy.ts';
import { displayName } from './event-identity.ts';
import { metadataField, isMergeableKey } from './metadata-field.ts';

/** Root fields by which users recognize their account; Auth0 keeps those of the remaining account. */
const ROOT_FIELDS = ['name', 'nickname', 'email', 'phone_number', 'picture'] as const;

/**
 * Compares two accounts before they are merged. Lists only the fields that differ. The content of
 * `app_metadata` is the host application's and is never shown.
 */
export function mergePreview(
  current: Auth0User,
  other: Auth0User,
  config: Pick<ServerConfig, 'connections' | 'mergeableMetadata'>,
): MergePreview {
  const keys = new Set([...Object.keys(current.user_metadata), ...Object.keys(other.user_metadata)]);
  const fields = [
    ...ROOT_FIELDS.map((key) => field(key, current[key], other[key], 'stays')),
    ...[...keys].map((key) =>
      field(
        metadataField(key),
        ownValue(current.user_metadata, key),
        ownValue(other.user_metadata, key),
        isMergeableKey(key, config.mergeableMetadata) ? 'choose' : 'stays',
      ),
    ),
  ];
  const preview = {
    current: summary(current, config),
    other: summary(other, config),
    fields: fields.filter((each) => !isDeepStrictEqual(each.current, each.other)),
    application_data: { current: hasEntries(current.app_metadata), other: hasEntries(other.app_metadata) },
  };
  return { ...preview, revision: revisionOf(preview) };
}

/** Equal for equal previews, regardless of the order of metadata. */
function revisionOf(preview: Omit<MergePreview, 'revision'>): string {
  const fields = [...preview.fields].sort((one, other) => (one.key < other.key ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify({ ...preview, fields }))
    .digest('base64url');
}

function field(key: string, current: unknown, other: unknown, rule: MergeField['rule']): MergeField {
  return {
    key,
    ...(current === undefined || current === null ? {} : { current }),
    ...(other === undefined || other === null ? {} : { other }),
    rule,
  };
}

function summary(user: Auth0User, config: Pick<ServerConfig, 'connections'>): AccountSummary {
  return {
    user_id: user.user_id,
    ...(user.name === undefined ? {} : { name: user.name }),
    ...(user.email === undefined ? {} : { email: user.email, email_verified: user.email_verified }),
    ...(user.picture === undefined ? {} : { picture: user.picture }),
    ...(user.created_at === undefined ? {} : { created_at: user.created_at }),
    identities: user.identities
      .filter(({ connection }) => connectionRule(connection, config.connections) !== 'hidden')
      .map((identity) => identitySummary(identity, config)),
  };
}

function identitySummary(
  identity: Auth0Identity,
  config: Pick<ServerConfig, 'connections'>,
): AccountSummary['identities'][number] {
  const name = displayName(identity.profileData);
  return {
    provider: identity.provider,
    connection: identity.connection,
    label: configuredLabel(identity.connection, config.connections),
    ...(name === undefined ? {} : { name }),
  };
}

/** An own property only: metadata may have a key named `__proto__`, and no key may reach an inherited property. */
function ownValue(metadata: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(metadata, key) ? metadata[key] : undefined;
}

function hasEntries(metadata: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(metadata).length > 0;
}
