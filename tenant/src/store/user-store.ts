import type { NewUser } from '../model/tenant-seed.ts';
import type { IdentityKey, ProviderUserId, TenantUser, UserPatch } from '../model/tenant-user.ts';
import { createUser } from './create-user.ts';
import { changePassword, findLogin, verifyEmail, type FoundLogin } from './database-identity.ts';
import { linkIdentity, unlinkIdentity, type LinkOutcome, type UnlinkOutcome } from './link-identity.ts';
import { matchesPassword } from './password.ts';
import { patchUser } from './patch-user.ts';
import { assembleUser, readUser } from './read-user.ts';
import { signIn, type SignIn } from './sign-in.ts';
import type { StoreContext } from './store-context.ts';
import { StoreError } from './store-error.ts';

/** One page of a search. */
export interface UserSearch {
  /** Keeps the users it accepts; all when absent. */
  readonly matches?: (user: TenantUser) => boolean;
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
  search(search: UserSearch): { readonly users: TenantUser[]; readonly total: number };
  /** @throws StoreError `connection_unknown`, `user_exists` */
  create(user: NewUser): TenantUser;
  /** @throws StoreError `user_unknown`, `user_exists` */
  patch(userId: string, patch: UserPatch): TenantUser;
  /** Removes a user with all its identities, sessions and tokens. Tells whether there was one. */
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
  const list = () => context.users.all().map((row) => assembleUser(row, context.identities.ofUser(row.user_id)));
  return {
    get,
    findByIdentity: (provider, id) => {
      const identity = context.identities.find({ provider, user_id: id });
      return identity && get(identity.owner);
    },
    byEmail: (email) => list().filter((user) => user.email === email),
    list,
    search: ({ matches, compare, page, perPage }) => {
      const found = matches ? list().filter(matches) : list();
      if (compare) found.sort(compare);
      return { users: found.slice(page * perPage, (page + 1) * perPage), total: found.length };
    },
    create: (user) => require(createUser(context, user)),
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
