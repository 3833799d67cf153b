import type { IdentityKey } from '../model/tenant-user.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { UserStore } from '../store/users/user-store.ts';
import type { ActivityLog } from '../context/activity.ts';

/** Returns the same store, but records what clients change about its users. */
export function observeUsers(store: TenantStore, activity: ActivityLog): TenantStore {
  const { users } = store;
  const record: ActivityLog['record'] = (...entry) => activity.record(...entry);
  const observed: UserStore = {
    ...users,
    create: (user) => {
      const created = users.create(user);
      record('user-created', `New user in ${user.connection}.`, created.user_id);
      return created;
    },
    patch: (userId, patch) => {
      const changed = users.patch(userId, patch);
      record('user-changed', `Changed: ${Object.keys(patch).join(', ')}.`, userId);
      return changed;
    },
    changePassword: (identity, password, verifies) => {
      const changed = users.changePassword(identity, password, verifies);
      if (changed !== undefined) record('user-changed', 'Changed: password.', changed.user_id);
      return changed;
    },
    verifyEmail: (identity) => {
      const changed = users.verifyEmail(identity);
      if (changed !== undefined) record('user-changed', 'Verified the email.', changed.user_id);
      return changed;
    },
    delete: (userId) => {
      const deleted = users.delete(userId);
      if (deleted) record('user-deleted', 'The user and all its identities were deleted.', userId);
      return deleted;
    },
    signIn: (login) => {
      const user = users.signIn(login);
      const outcome = user.blocked ? 'was rejected as blocked' : 'signed in';
      record('sign-in', `${nameOf(login)} ${outcome} through ${login.connection}.`, user.user_id);
      return user;
    },
    link: (primaryId, secondary) => {
      const outcome = users.link(primaryId, secondary);
      record('link', `Linked ${nameOf(secondary)}; the user ${outcome.absorbed.user_id} was deleted.`, primaryId);
      return outcome;
    },
    unlink: (primaryId, identity) => {
      const outcome = users.unlink(primaryId, identity);
      record('unlink', `Unlinked ${nameOf(identity)}; it is now the user ${outcome.created.user_id}.`, primaryId);
      return outcome;
    },
  };
  return { ...store, users: observed };
}

function nameOf({ provider, user_id: id }: IdentityKey): string {
  return `${provider}|${id}`;
}
