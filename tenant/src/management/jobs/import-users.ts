import { z } from 'zod';
import { avatar } from '../../model/avatar.ts';
import type { NewUser } from '../../model/tenant-seed.ts';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantProfile, TenantUser } from '../../model/tenant-user.ts';
import { storedHash } from '../../store/users/imported-password.ts';
import { StoreError } from '../../store/tables/store-error.ts';
import type { TenantStore } from '../../store/tenant-store.ts';

const metadata = z.record(z.string(), z.unknown());
const encoded = { value: z.string(), encoding: z.enum(['base64', 'hex', 'utf8']).optional() };
const custom = z.strictObject({
  algorithm: z.enum([
    ...(['argon2', 'bcrypt', 'hmac', 'ldap', 'md4', 'md5', 'sha1', 'sha256', 'sha512', 'pbkdf2', 'scrypt'] as const),
  ]),
  hash: z.strictObject({
    ...encoded,
    digest: z.enum(['md4', 'md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'whirlpool']).optional(),
    key: z.strictObject(encoded).optional(),
  }),
  salt: z.strictObject({ ...encoded, position: z.enum(['prefix', 'suffix']).optional() }).optional(),
  password: z.strictObject({ encoding: z.enum(['ascii', 'utf8', 'utf16le', 'ucs2', 'latin1', 'binary']) }).optional(),
  ...{ keylen: z.int().optional(), cost: z.int().optional(), blockSize: z.int().optional() },
  parallelization: z.int().optional(),
});
const text = z.string().min(1);

/** A user of an import file. Source: Auth0, "Bulk Import Database Schema". */
const IMPORTED = z.strictObject({
  ...{ email: z.email().optional(), email_verified: z.boolean().optional(), user_id: text.optional() },
  ...{ username: text.optional(), phone_number: text.optional(), phone_verified: z.boolean().optional() },
  ...{ given_name: text.optional(), family_name: text.optional(), name: text.optional(), nickname: text.optional() },
  ...{ picture: text.optional(), blocked: z.boolean().optional(), app_metadata: metadata.optional() },
  ...{ user_metadata: metadata.optional(), custom_password_hash: custom.optional() },
  password_hash: z
    .string()
    .regex(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/)
    .optional(),
  mfa_factors: z
    .array(
      z.strictObject({
        totp: z.strictObject({ secret: z.string().regex(/^[A-Z2-7]+$/) }).optional(),
        email: z.strictObject({ value: z.email() }).optional(),
        phone: z.strictObject({ value: text }).optional(),
      }),
    )
    .max(10)
    .optional(),
});
type Imported = z.output<typeof IMPORTED>;

/** Why a user was not imported. */
export interface ImportError {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
}

/** What an import did. */
export interface ImportResult {
  readonly summary: {
    readonly failed: number;
    readonly updated: number;
    readonly inserted: number;
    readonly total: number;
  };
  readonly errors: readonly { readonly user: unknown; readonly errors: readonly ImportError[] }[];
}

/** Creates the users of an import file, or changes known ones. */
export function importUsers(
  store: TenantStore,
  connection: TenantConnection,
  users: readonly unknown[],
  upsert: boolean,
): ImportResult {
  const errors: { user: unknown; errors: readonly ImportError[] }[] = [];
  let [updated, inserted] = [0, 0];
  const touched = new Set<string>();
  for (const user of users) {
    const outcome = importOne(store, connection, user, upsert, touched);
    if (outcome === 'inserted') inserted += 1;
    else if (outcome === 'updated') updated += 1;
    else errors.push({ user: withoutHashes(user), errors: outcome });
  }
  return { summary: { failed: errors.length, updated, inserted, total: users.length }, errors };
}

function importOne(
  store: TenantStore,
  connection: TenantConnection,
  given: unknown,
  upsert: boolean,
  touched: Set<string>,
): 'inserted' | 'updated' | readonly ImportError[] {
  const checked = IMPORTED.safeParse(given);
  if (!checked.success) return checked.error.issues.map(schemaError);
  const user = checked.data;
  if (user.email === undefined && !(user.username !== undefined && connection.requires_username === true)) {
    if (user.phone_number === undefined) {
      return [{ code: 'OBJECT_REQUIRED', message: 'Missing required property: email', path: 'email' }];
    }
  }
  const known = knownUser(store, connection, user);
  if (known !== undefined) {
    if (!upsert) {
      return [{ code: 'DUPLICATED_USER', message: 'The user already exist and upsert parameter is false' }];
    }
    if (touched.has(known.user_id)) {
      return [{ code: 'DUPLICATED_USER', message: 'The user is more than once in the file' }];
    }
    touched.add(known.user_id);
    store.users.patch(known.user_id, upsertable(user));
    return 'updated';
  }
  try {
    touched.add(store.users.create(newUser(connection, user)).user_id);
    return 'inserted';
  } catch (cause) {
    // Only a taken address or id is a mistake of the file; any other error is a defect.
    if (!(cause instanceof StoreError) || cause.code !== 'user_exists') throw cause;
    return [{ code: 'DUPLICATED_USER', message: 'The user already exist and upsert parameter is false' }];
  }
}

function knownUser(store: TenantStore, connection: TenantConnection, user: Imported): TenantUser | undefined {
  const byId = user.user_id === undefined ? undefined : store.users.get(`${connection.strategy}|${user.user_id}`);
  const logins = [user.email, user.username].flatMap((login) => login ?? []);
  return byId ?? logins.flatMap((login) => store.users.findLogin(connection.name, login)?.user ?? [])[0];
}

/** Properties that an import changes of a known user. */
function upsertable(user: Imported): Parameters<TenantStore['users']['patch']>[1] {
  const { email_verified, given_name, family_name, name, nickname, picture, app_metadata, user_metadata } = user;
  return {
    profile: defined({ email_verified, given_name, family_name, name, nickname, picture }),
    ...defined({ app_metadata, user_metadata }),
  };
}

function newUser(connection: TenantConnection, user: Imported): NewUser {
  const { app_metadata, user_metadata, user_id, blocked, mfa_factors: factors = [] } = user;
  const { password_hash: bcrypt, custom_password_hash: hash } = user;
  const secret = factors.find(({ totp }) => totp !== undefined)?.totp?.secret;
  const passwordHash = hash === undefined ? bcrypt : storedHash(hash);
  return {
    connection: connection.name,
    profile: profileOf(user),
    ...defined({ app_metadata, user_metadata, user_id, blocked, password_hash: passwordHash }),
    ...(secret === undefined ? {} : { mfa: { secret } }),
  };
}

function profileOf(user: Imported): TenantProfile {
  const { email, username, phone_number, phone_verified, given_name, family_name } = user;
  const name = user.name ?? email ?? username ?? phone_number ?? '';
  return {
    name,
    nickname: user.nickname ?? email?.split('@')[0] ?? username ?? name,
    picture: user.picture ?? avatar(name),
    ...(email === undefined ? {} : { email, email_verified: user.email_verified ?? false }),
    ...defined({ username, phone_number, phone_verified, given_name, family_name }),
  };
}

/** An object without its undefined properties. */
function defined<Properties extends object>(
  properties: Properties,
): { [Name in keyof Properties]: Exclude<Properties[Name], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Properties]: Exclude<Properties[Name], undefined>;
  };
}

function schemaError(issue: z.core.$ZodIssue): ImportError {
  const codes: Readonly<Record<string, string>> = {
    ...{ invalid_type: 'INVALID_TYPE', unrecognized_keys: 'ADDITIONAL_PROPERTY', invalid_format: 'INVALID_FORMAT' },
    ...{ invalid_value: 'ENUM_MISMATCH', too_small: 'MIN_LENGTH', too_big: 'MAX_LENGTH' },
  };
  const path = issue.path.join('.');
  return { code: codes[issue.code] ?? 'INVALID', message: issue.message, ...(path === '' ? {} : { path }) };
}

/** Hashes never leave the tenant. */
function withoutHashes(user: unknown): unknown {
  if (typeof user !== 'object' || user === null) return user;
  const { password_hash: _bcrypt, custom_password_hash: _custom, ...shown } = user as Record<string, unknown>;
  return shown;
}
