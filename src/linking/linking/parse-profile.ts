import type { Actor, Undo } from '@onefold/contract';
import {
  type Identity,
  identityKey,
  type IdentityProfileData,
  type LinkableConnection,
  onefoldError,
  type Profile,
  ɵisSuggestion as isSuggestion,
} from '@onefold/angular';

/**
 * Reads a user as the Management API returns it (Auth0: Get a User). Optional fields that are missing or of another type
 * are omitted.
 *
 * @throws OnefoldError `unexpected` if there is no `user_id` or no identity.
 */
export function parseProfile(body: unknown): Profile {
  const user = isJsonObject(body) ? body : {};
  const id = user['user_id'];
  if (typeof id !== 'string' || id === '') {
    throw onefoldError('unexpected', 'The response has no user.', body);
  }
  const { name, nickname, email, email_verified, phone_number, picture } = parseProfileData(body);
  const created_at = parseDate(user['created_at']);
  const updated_at = parseDate(user['updated_at']);
  return {
    user_id: id,
    ...(name !== undefined && { name }),
    ...(nickname !== undefined && { nickname }),
    ...(email !== undefined && { email }),
    ...(email_verified !== undefined && { email_verified }),
    ...(phone_number !== undefined && { phone_number }),
    ...(picture !== undefined && { picture }),
    ...(created_at !== undefined && { created_at }),
    ...(updated_at !== undefined && { updated_at }),
    identities: parseIdentities(user['identities'], id),
  };
}

/**
 * Reads a profile with what only a linking server adds; omits facts of an unexpected type.
 *
 * @throws OnefoldError as {@link parseProfile}.
 */
export function parseAccount(body: Readonly<Record<string, unknown>>): Profile {
  const { suggestions, undo, fresh_until, unlink_ends_sessions, actor } = body;
  return {
    ...parseProfile(body),
    ...(Array.isArray(suggestions) && { suggestions: suggestions.filter(isSuggestion) }),
    ...((undo === null || isUndo(undo)) && { undo }),
    ...((fresh_until === null || typeof fresh_until === 'string') && { fresh_until }),
    ...(typeof unlink_ends_sessions === 'boolean' && { unlink_ends_sessions }),
    ...(isActor(actor) && { actor }),
  };
}

function isActor(value: unknown): value is Actor {
  if (!isJsonObject(value)) return false;
  return typeof value['user_id'] === 'string' && ['string', 'undefined'].includes(typeof value['name']);
}

function isUndo(value: unknown): value is Undo {
  const { handle, kind, identity, expires_at } = (value ?? {}) as Partial<Undo>;
  const { provider, user_id, label, name } = (identity ?? {}) as Partial<Undo['identity']>;
  const texts = [handle, expires_at, provider, user_id, label].every((text) => typeof text === 'string');
  return texts && (kind === 'link' || kind === 'unlink') && isTextOrNull(name ?? null);
}

/** Reads the connections that may be linked; omits malformed ones. */
export function parseConnections(body: unknown): readonly LinkableConnection[] {
  if (!Array.isArray(body)) return [];
  return body.flatMap((element): LinkableConnection[] => {
    const { name, label, provider } = isJsonObject(element) ? element : {};
    if (!isFilledText(name) || !isFilledText(label)) return [];
    return [{ name, label, ...(isFilledText(provider) && { provider }) }];
  });
}

// Auth0 documents `created_at` as a string or an object; only ISO 8601 text is a date here.
function parseDate(value: unknown): Date | undefined {
  // Another tab sends a `Date`.
  if (typeof value !== 'string' && !(value instanceof Date)) {
    return undefined;
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The types of the profile fields we read; a field of another type is left out rather than shown. */
const PROFILE_FIELD_TYPES: Readonly<Record<string, 'string' | 'boolean'>> = {
  name: 'string',
  nickname: 'string',
  given_name: 'string',
  family_name: 'string',
  username: 'string',
  email: 'string',
  email_verified: 'boolean',
  phone_number: 'string',
  phone_verified: 'boolean',
  picture: 'string',
};

/** Fields that a linking server adds to an identity, by the check of their type; tabs send them to each other. */
const FACTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  label: isFilledText,
  nickname: isTextOrNull,
  linked_at: isTextOrNull,
  last_used_at: isTextOrNull,
  current: isBoolean,
  usable: isBoolean,
  lock: (value) =>
    value === null || (isJsonObject(value) && isFilledText(value['code']) && isFilledText(value['reason'])),
};

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads an identity array as the Management API returns it (Auth0: Get a User, Link a User Account, Unlink a User
 * Identity) and as another tab sends it.
 *
 * @param accountId The account's `user_id`. The identity with this key is the primary one; if none has it, the first
 *   is.
 * @returns All identities, primary first.
 * @throws OnefoldError `unexpected` for any other value.
 */
export function parseIdentities(body: unknown, accountId: string): readonly Identity[] {
  if (!Array.isArray(body) || body.length === 0) {
    throw onefoldError('unexpected', 'The response has no array of identities.', body);
  }
  const parsed = body.map(parseIdentity);
  const named = parsed.findIndex((identity) => identityKey(identity) === accountId);
  const primaryIndex = Math.max(named, 0);
  const marked = parsed.map((identity, index) => ({ ...identity, primary: index === primaryIndex }));
  return [...marked.filter(({ primary }) => primary), ...marked.filter(({ primary }) => !primary)];
}

function parseIdentity(element: unknown): Omit<Identity, 'primary'> {
  const fields = isJsonObject(element) ? element : {};
  const { provider, user_id, connection, isSocial, profileData } = fields;
  const id = parseUserId(user_id);
  if (!isFilledText(provider) || !isFilledText(connection) || id === null) {
    throw onefoldError('unexpected', 'An identity lacks provider, user_id or connection.', element);
  }
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name, value]) => FACTS[name]?.(value) === true)),
    provider,
    user_id: id,
    connection,
    isSocial: isSocial === true,
    profileData: parseProfileData(profileData),
  };
}

// An unsafe integer has already lost digits in JSON.parse: unlinking by it could affect another user's id.
function parseUserId(value: unknown): string | null {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : null;
  }
  return isFilledText(value) ? value : null;
}

/** Returns the known fields of a profile that have the expected type, and every unknown field unchanged. */
export function parseProfileData(value: unknown): IdentityProfileData {
  if (!isJsonObject(value)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).filter(([field, content]) => {
      const type = PROFILE_FIELD_TYPES[field];
      return type === undefined || typeof content === type;
    }),
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
