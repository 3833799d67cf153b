import type { NewUser } from '../../model/tenant-seed.ts';
import type { IdentityKey, ProviderUserId, TenantUser, UserPatch } from '../../model/tenant-user.ts';
import { createUser } from './create-user.ts';
import { changePassword, findLogin, verifyEmail, type FoundLogin } from './database-identity.ts';
import { linkIdentity, unlinkIdentity, type LinkOutcome, type UnlinkOutcome } from './link-identity.ts';
import { matchesPassword } from './password.ts';
import { patchUser } from './patch-user.ts';
import { assembleUser, readUser } from './read-user.ts';
import { signIn, type SignIn } from './sign-in.ts';
import type { StoreContext } from './store-context.ts';
import { oldestFirst } from '../tables/user-cache.ts';
import { StoreError } from '../tables/store-error.ts';

/** A value that a field has, or contains. */
export interface UserSearchKey {
  readonly field: string;
  readonly value: string;
  /** The value may be a part of the field's value. */
  readonly part?: boolean;
}

/** One page of a search. */
export interface UserSearch {
  /** Keeps the users it accepts; all when absent. */
  readonly matches?: (user: TenantUser) => boolean;
  /** Every user that matches has one of these values, so that the database finds the candidates. */
  readonly keys?: readonly UserSearchKey[];
  /** Order; oldest first when absent. */
  readonly compare?: (left: TenantUser, right: TenantUser) => number;
  /** 0 is the first. */
  readonly page: number;
  readonly perPage: number;
}

/** The tenant's users and their identities. Every change is all or nothing. */
export interface UserStore {
  get(userId: string): TenantUser | undefined;
  /** The user that owns an identity, as its primary or a linked one. */
  findByIdentity(provider: string, id: ProviderUserId): TenantUser | undefined;
  /** Users whose root profile has exactly this address. */
  byEmail(email: string): TenantUser[];
  /** Every user, oldest first. */
  list(): TenantUser[];
  /** Loads all users into memory, so that the first broad search need not read them. Ends early when the signal aborts. */
  load(signal: AbortSignal): Promise<void>;
  search(search: UserSearch): { readonly users: TenantUser[]; readonly total: number };
  /** @throws StoreError `connection_unknown`, `user_exists` */
  create(user: NewUser): TenantUser;
  /** @throws StoreError `user_unknown`, `user_exists` */
  patch(userId: string, patch: UserPatch): TenantUser;
  /** Removes a user with all its identities, sessions and tokens. Returns whether there was one. */
  delete(userId: string): boolean;
  /** Takes a connection's linked identities away from their users, without making users of them. */
  removeLinked(connection: string): void;
  /** @see signIn */
  signIn(login: SignIn): TenantUser;
  /** The owner of the database login, if the password is right. Blocked users are returned too. */
  verifyPassword(connection: string, emailOrUsername: string, password: string): TenantUser | undefined;
  /** @see findLogin */
  findLogin(connection: string, emailOrUsername: string): FoundLogin | undefined;
  /** @see changePassword */
  changePassword(identity: IdentityKey, password: string, verifies?: boolean): TenantUser | undefined;
  /** @see verifyEmail */
  verifyEmail(identity: IdentityKey): TenantUser | undefined;
  /** The stored hash of an identity's password. */
  passwordHash(identity: IdentityKey): string | undefined;
  /** @see linkIdentity */
  link(primaryId: string, secondary: IdentityKey): LinkOutcome;
  /** @see unlinkIdentity */
  unlink(primaryId: string, identity: IdentityKey): UnlinkOutcome;
}

/** Makes the user store over the tables. */
export function createUserStore(context: StoreContext): UserStore {
  const get = (userId: string) => readUser(context, userId);
  const require = (userId: string) => {
    const user = get(userId);
    if (user === undefined) throw new StoreError('user_unknown', 'The user does not exist.');
    return user;
  };
  const list = () => {
    const identities = Map.groupBy(context.identities.all(), ({ owner }) => owner);
    return context.users.all().map((row) => assembleUser(row, identities.get(row.user_id) ?? []));
  };
  return {
    get,
    findByIdentity: (provider, id) => {
      const identity = context.identities.find({ provider, user_id: id });
      return identity && get(identity.owner);
    },
    byEmail: (email) =>
      context.identities
        .ownersOf('email', email)
        .flatMap((id) => get(id) ?? [])
        .filter((user) => user.email === email)
        .sort(oldestFirst),
    list,
    load: (signal) => context.cache.load(signal),
    search: ({ matches, keys, compare, page, perPage }) => {
      const { cache } = context;
      if (matches === undefined && compare === undefined) {
        const ids = context.users.page(perPage, page * perPage);
        return { users: ids.flatMap((id) => get(id) ?? []), total: context.users.count() };
      }
      const candidates = keys === undefined ? undefined : candidatesOf(context, keys);
      const few = candidates !== undefined && candidates.length <= MAX_CANDIDATES;
      const all = few ? candidates.flatMap((id) => get(id) ?? []).sort(oldestFirst) : cache.list();
      const found = matches ? all.filter(matches) : all;
      const end = (page + 1) * perPage;
      const ordered = compare ? firstOf(found, compare, end) : found;
      return { users: ordered.slice(page * perPage, end), total: found.length };
    },
    create: (user) => {
      const created = require(createUser(context, user));
      context.cache.add(created);
      return created;
    },
    patch: (userId, patch) => {
      patchUser(context, userId, patch);
      return require(userId);
    },
    delete: (userId) =>
      context.transact(() => {
        context.payloads.revokeAccount(userId);
        return context.users.delete(userId);
      }),
    removeLinked: (connection) => context.identities.removeLinked(connection),
    signIn: (login) => signIn(context, login),
    verifyPassword: (connection, login, password) => {
      const identity = context.identities.findByLogin(connection, login);
      if (!identity?.passwordHash || !matchesPassword(password, identity.passwordHash)) return undefined;
      return get(identity.owner);
    },
    findLogin: (connection, login) => findLogin(context, connection, login),
    changePassword: (identity, password, verifies) => changePassword(context, identity, password, verifies),
    verifyEmail: (identity) => verifyEmail(context, identity),
    passwordHash: (identity) => context.identities.find(identity)?.passwordHash ?? undefined,
    link: (primaryId, secondary) => linkIdentity(context, primaryId, secondary),
    unlink: (primaryId, identity) => unlinkIdentity(context, primaryId, identity),
  };
}

/** Candidates that are read one by one; for more, reading all users is faster. */
const MAX_CANDIDATES = 500;

/** The first users in an order; equal ones keep their order. Sorts no more than these. */
function firstOf(
  users: readonly TenantUser[],
  compare: (left: TenantUser, right: TenantUser) => number,
  most: number,
): TenantUser[] {
  const first: TenantUser[] = [];
  for (const user of users) {
    const last = first.at(-1);
    if (first.length >= most && (last === undefined || compare(user, last) >= 0)) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = first[middle];
      if (other !== undefined && compare(user, other) >= 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, user);
    if (first.length > most) first.pop();
  }
  return first;
}

/** Fields of the profile whose values are text. */
const TEXT_FIELDS = new Set(
  'email email.domain username name given_name family_name nickname phone_number locale picture'.split(' '),
);
/** Letters that are the same in JSON, and whose case SQLite knows. */
const PLAIN = /^[\w@.+ -]{3,}$/;

/** Ids of users that may have one of the values; none where only reading everything finds them. */
function candidatesOf(
  { users, identities, cache }: StoreContext,
  keys: readonly UserSearchKey[],
): string[] | undefined {
  const ids = new Set<string>();
  for (const { field, value, part = false } of keys) {
    const [root = '', ...path] = field.split('.');
    if (field === 'user_id' && !part) users.like(value).forEach((id) => ids.add(id));
    else if ((field === 'email' || field === 'username') && !part) {
      identities.ownersOf(field, value).forEach((id) => ids.add(id));
    } else if (cache.isWarm) return undefined;
    else if (TEXT_FIELDS.has(field) && PLAIN.test(value)) identities.ownersWith(value).forEach((id) => ids.add(id));
    else if ((root === 'user_metadata' || root === 'app_metadata') && path.length > 0 && PLAIN.test(value)) {
      users.withMetadata(root, value).forEach((id) => ids.add(id));
    } else return undefined;
  }
  return [...ids];
}
