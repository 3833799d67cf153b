import type { Adapter, AdapterPayload } from 'oidc-provider';
import { clientMetadata } from '../dialect/client-metadata.ts';
import type { TenantContext } from '../context/tenant-context.ts';

/** Where `oidc-provider` keeps its artefacts: the tenant's payload table; clients come from the client store. */
export function createAdapter(context: TenantContext): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(context) : payloadAdapter(context, model));
}

function payloadAdapter({ store, clock, refreshTokenLeeway }: TenantContext, model: string): Adapter {
  const { payloads } = store;
  const read = (found: ReturnType<typeof payloads.find>): AdapterPayload | undefined => {
    if (found === undefined) return undefined;
    const { consumed_at: consumedAt } = found;
    const leeway = model === 'RefreshToken' ? refreshTokenLeeway * 1000 : 0;
    const consumed = consumedAt !== undefined && clock.now() >= consumedAt + leeway;
    return { ...found.payload, ...(consumed ? { consumed: Math.floor(consumedAt / 1000) } : {}) };
  };
  return {
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn ? clock.now() + expiresIn * 1000 : undefined;
      payloads.upsert(model, id, model === 'Interaction' ? withoutSession(payload) : payload, expiresAt);
    },
    find: async (id) => read(payloads.find(model, id)),
    findByUid: async (uid) => read(payloads.findByUid(model, uid)),
    findByUserCode: async (userCode) => read(payloads.findByUserCode(model, userCode)),
    consume: async (id) => payloads.consume(model, id),
    destroy: async (id) => payloads.destroy(model, id),
    revokeByGrantId: async (grantId) => payloads.revokeByGrantId(grantId),
  };
}

/**
 * An open login page must outlive the session it was opened in: on Auth0 a login in another window, or a link that
 * ends the session's account, does not break it. `oidc-provider` would refuse to continue.
 */
function withoutSession({ session: _session, accountId: _accountId, ...payload }: AdapterPayload): AdapterPayload {
  return payload;
}

function clientAdapter({ store }: TenantContext): Adapter {
  const unsupported = async () => {
    throw new Error('Clients are managed through the client store.');
  };
  return {
    upsert: unsupported,
    find: async (id) => {
      const client = store.clients.get(id);
      return client && clientMetadata(client);
    },
    findByUid: unsupported,
    findByUserCode: unsupported,
    consume: unsupported,
    destroy: unsupported,
    revokeByGrantId: unsupported,
  };
}
