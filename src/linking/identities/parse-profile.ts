import { onefoldError } from '../errors/onefold-error';
import { isJsonObject, parseIdentities, parseProfileData } from './parse-identities';
import type { Profile } from './profile';

/**
 * Reads a user as the Management API answers it (Auth0: Get a User). Optional fields may be missing or of another
 * type; they are left out then.
 *
 * @throws OnefoldError `unexpected` if there is no `user_id` or no identity.
 */
export function parseProfile(body: unknown): Profile {
  const user = isJsonObject(body) ? body : {};
  const id = user['user_id'];
  if (typeof id !== 'string' || id === '') {
    throw onefoldError('unexpected', 'The answer holds no user.', body);
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

// Auth0 documents `created_at` as a string or an object; only ISO 8601 text is a date here.
function parseDate(value: unknown): Date | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
