import type { DatabaseSync } from 'node:sqlite';

/** Assignments of users: a role, a permission of an API, membership of an organization. */
export type AssignmentKind = 'role' | 'permission' | 'membership';

/** A role, permission or membership of one user. */
export interface Assignment {
  readonly user_id: string;
  readonly kind: AssignmentKind;
  /** Id of the role or of the organization, name of the permission. */
  readonly name: string;
  /** Id of the organization a role is for, identifier of a permission's API; empty for none. */
  readonly within: string;
}

/** All assignments in their order. Those of a user are deleted with the user. */
export interface AssignmentStore {
  /** Assigns something; assigning twice changes nothing. The user must exist. */
  assign(assignment: Assignment): void;
  /** Removes an assignment. Returns whether the user had it. */
  unassign(assignment: Assignment): boolean;
  has(assignment: Assignment): boolean;
  ofUser(userId: string, kind: AssignmentKind): Assignment[];
  /** Ids of the users who have something. */
  userIds(kind: AssignmentKind, name: string, within?: string): string[];
  /** Removes the assignments of this name from every user, for every organization or API. */
  deleteAll(kind: AssignmentKind, name: string): void;
  /** Removes the assignments for this organization or API, from every user or one. */
  deleteWithin(kind: AssignmentKind, within: string, userId?: string): void;
}

/** Makes the assignment store of a database. */
export function createAssignmentStore(database: DatabaseSync): AssignmentStore {
  const insert = database.prepare(
    'INSERT OR IGNORE INTO assignments (user_id, kind, name, within) VALUES (?, ?, ?, ?)',
  );
  const one = 'user_id = ? AND kind = ? AND name = ? AND within = ?';
  const remove = database.prepare(`DELETE FROM assignments WHERE ${one}`);
  const has = database.prepare(`SELECT 1 AS found FROM assignments WHERE ${one}`);
  const ofUser = database.prepare('SELECT * FROM assignments WHERE user_id = ? AND kind = ? ORDER BY rowid');
  const userIds = database.prepare(
    'SELECT user_id FROM assignments WHERE kind = ? AND name = ? AND within = ? ORDER BY rowid',
  );
  const removeAll = database.prepare('DELETE FROM assignments WHERE kind = ? AND name = ?');
  const removeWithin = database.prepare(
    'DELETE FROM assignments WHERE kind = ? AND within = ? AND user_id = coalesce(?, user_id)',
  );
  const columns = ({ user_id: userId, kind, name, within }: Assignment) => [userId, kind, name, within] as const;
  return {
    assign: (assignment) => void insert.run(...columns(assignment)),
    unassign: (assignment) => remove.run(...columns(assignment)).changes > 0,
    has: (assignment) => has.get(...columns(assignment)) !== undefined,
    ofUser: (userId, kind) =>
      ofUser
        .all(userId, kind)
        .map(({ name, within }) => ({ user_id: userId, kind, name: String(name), within: String(within) })),
    userIds: (kind, name, within = '') => userIds.all(kind, name, within).map(({ user_id: userId }) => String(userId)),
    deleteAll: (kind, name) => void removeAll.run(kind, name),
    deleteWithin: (kind, within, userId) => void removeWithin.run(kind, within, userId ?? null),
  };
}
