import type { DatabaseSync } from 'node:sqlite';

/** A stored OIDC artefact (session, grant, code, refresh token…). */
export interface StoredPayload {
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch; absent = never. */
  readonly expires_at?: number;
  /** Milliseconds since the epoch of its first use. */
  readonly consumed_at?: number;
}

/** Key-value table behind the adapter of `oidc-provider`; an expired row is as good as absent. */
export interface PayloadStore {
  /** Writes a row; `grantId`, `uid`, `userCode` and `accountId` of the payload become findable. */
  upsert(model: string, id: string, payload: Readonly<Record<string, unknown>>, expiresAt?: number): void;
  find(model: string, id: string): StoredPayload | undefined;
  findByUid(model: string, uid: string): StoredPayload | undefined;
  findByUserCode(model: string, userCode: string): StoredPayload | undefined;
  /** Marks a row as used; the first time counts. */
  consume(model: string, id: string): void;
  destroy(model: string, id: string): void;
  /** Removes everything issued under a grant. */
  revokeByGrantId(grantId: string): void;
  /** A grant's rows of one model, oldest first. */
  ofGrant(model: string, grantId: string): StoredPayload[];
  /** Every row of one model, oldest first. */
  list(model: string): StoredPayload[];
  /** An account's rows of one model, oldest first. */
  ofAccount(model: string, accountId: string): StoredPayload[];
  /** Ends everything of an account (sessions, grants, codes, refresh tokens), or one model. Returns the number of deleted rows. */
  revokeAccount(accountId: string, model?: string): number;
  /** Ends everything issued to a client, its open logins and the sessions it took part in. */
  revokeClient(clientId: string): void;
  /** Ends opaque tokens and codes, an account's or all; sessions stay. */
  destroyTokens(accountId?: string): void;
  /** Removes expired rows. */
  prune(): void;
}

/** Writes between two removals of expired rows. */
const PRUNED_EVERY = 500;

/** Makes the payload store of a database; `now` in milliseconds since the epoch. */
export function createPayloadStore(database: DatabaseSync, now: () => number): PayloadStore {
  let writes = 0;
  const columns = 'SELECT id, payload, expires_at, consumed_at FROM payloads';
  const live = '(expires_at IS NULL OR expires_at > ?)';
  const write = database.prepare(`INSERT INTO payloads
    (model, id, payload, expires_at, grant_id, uid, user_code, account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at,
      grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code,
      account_id = excluded.account_id`);
  const byId = database.prepare(`${columns} WHERE model = ? AND id = ? AND ${live}`);
  const byUid = database.prepare(`${columns} WHERE model = ? AND uid = ? AND ${live}`);
  const byUserCode = database.prepare(`${columns} WHERE model = ? AND user_code = ? AND ${live}`);
  const use = database.prepare('UPDATE payloads SET consumed_at = coalesce(consumed_at, ?) WHERE model = ? AND id = ?');
  const remove = database.prepare('DELETE FROM payloads WHERE model = ? AND id = ?');
  const removeGrant = database.prepare('DELETE FROM payloads WHERE grant_id = ?');
  const all = database.prepare(`${columns} WHERE model = ? AND ${live} ORDER BY rowid`);
  const byAccount = database.prepare(`${columns} WHERE model = ? AND account_id = ? AND ${live} ORDER BY rowid`);
  const byGrant = database.prepare(`${columns} WHERE model = ? AND grant_id = ? AND ${live} ORDER BY rowid`);
  const removeAccount = database.prepare('DELETE FROM payloads WHERE account_id = ? AND model = coalesce(?, model)');
  const removeClient = database.prepare(`DELETE FROM payloads WHERE json_extract(payload, '$.clientId') = ?1
    OR json_extract(payload, '$.params.client_id') = ?1
    OR EXISTS (SELECT 1 FROM json_each(payload, '$.authorizations') AS client WHERE client.key = ?1)`);
  const removeTokens = database.prepare(`DELETE FROM payloads
    WHERE model IN ('AccessToken', 'AuthorizationCode', 'RefreshToken') AND account_id = coalesce(?, account_id)`);
  const removeExpired = database.prepare('DELETE FROM payloads WHERE expires_at <= ?');
  return {
    upsert: (model, id, payload, expiresAt) => {
      writes += 1;
      if (writes % PRUNED_EVERY === 0) removeExpired.run(now());
      write.run(
        model,
        id,
        JSON.stringify(payload),
        expiresAt === undefined ? null : Math.ceil(expiresAt),
        text(payload['grantId']),
        text(payload['uid']),
        text(payload['userCode']),
        text(payload['accountId']),
      );
    },
    find: (model, id) => read(byId.get(model, id, now())),
    findByUid: (model, uid) => read(byUid.get(model, uid, now())),
    findByUserCode: (model, userCode) => read(byUserCode.get(model, userCode, now())),
    consume: (model, id) => void use.run(now(), model, id),
    destroy: (model, id) => void remove.run(model, id),
    revokeByGrantId: (grantId) => void removeGrant.run(grantId),
    ofGrant: (model, grantId) => byGrant.all(model, grantId, now()).flatMap((row) => read(row) ?? []),
    list: (model) => all.all(model, now()).flatMap((row) => read(row) ?? []),
    ofAccount: (model, accountId) => byAccount.all(model, accountId, now()).flatMap((row) => read(row) ?? []),
    revokeAccount: (accountId, model) => Number(removeAccount.run(accountId, model ?? null).changes),
    revokeClient: (clientId) => void removeClient.run(clientId),
    destroyTokens: (accountId) => void removeTokens.run(accountId ?? null),
    prune: () => void removeExpired.run(now()),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function read(row: Record<string, unknown> | undefined): StoredPayload | undefined {
  if (row === undefined) return undefined;
  const { expires_at: expiresAt, consumed_at: consumedAt } = row;
  return {
    id: String(row['id']),
    payload: JSON.parse(String(row['payload'])) as Readonly<Record<string, unknown>>,
    ...(expiresAt === null ? {} : { expires_at: Number(expiresAt) }),
    ...(consumedAt === null ? {} : { consumed_at: Number(consumedAt) }),
  };
}
