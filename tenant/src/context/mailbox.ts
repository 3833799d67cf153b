import type { TenantMessage } from '../model/tenant-message.ts';
import type { DocumentStore } from '../store/tables/document-store.ts';

/** What the tenant has sent, oldest first. Bounded; stored with the tenant, so snapshots and files include it. */
export interface Mailbox {
  /** Adds a message. */
  deliver(message: Omit<TenantMessage, 'id' | 'at'>): TenantMessage;
  /** @param to Only messages to this address, case-insensitive. */
  list(to?: string): readonly TenantMessage[];
  /** The last message to an address. */
  latest(to: string): TenantMessage | undefined;
  clear(): void;
  /** Calls the listener with each new one. Returns a function that unsubscribes. */
  onMessage(listener: (message: TenantMessage) => void): () => void;
}

/** Makes the mailbox over a store; `now` in milliseconds since the epoch. It keeps the last `capacity` messages. */
export function createMailbox(messages: DocumentStore<TenantMessage>, now: () => number, capacity = 500): Mailbox {
  const listeners = new Set<(message: TenantMessage) => void>();
  const list = (to?: string) => {
    const wanted = to?.toLowerCase();
    return messages.list().filter((message) => wanted === undefined || message.to === wanted);
  };
  return {
    deliver: (sent) => {
      const kept = messages.list();
      const last = Number(kept.at(-1)?.id.split('-')[1] ?? 0);
      const at = new Date(now()).toISOString();
      const message = { ...sent, to: sent.to.toLowerCase(), id: `message-${last + 1}`, at };
      messages.upsert(message);
      const oldest = kept[0];
      if (oldest !== undefined && kept.length >= capacity) messages.delete(oldest.id);
      for (const listener of listeners) listener(message);
      return message;
    },
    list,
    latest: (to) => list(to).at(-1),
    clear: () => {
      for (const { id } of messages.list()) messages.delete(id);
    },
    onMessage: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
