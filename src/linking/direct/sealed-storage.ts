import { isOnefoldError, onefoldError } from '@onefold/angular';
import { SEALED_ITEM } from './parked-link';

const DATABASE = 'onefold';
const STORE = 'link-keys';
/** Milliseconds a sealed value lives. */
const LIFETIME = 600_000;

interface StoredKey {
  readonly key: CryptoKey;
  readonly expiresAt: number;
}

interface SealedItem {
  readonly id: string;
  readonly iv: string;
  readonly data: string;
}

/**
 * Keeps one value across a redirect, readable once and for 10 minutes: AES-GCM (WebCrypto) with a non-extractable key
 * in IndexedDB; the ciphertext is in this tab's sessionStorage. An ID token is therefore never stored unencrypted, and
 * the ciphertext is worthless once the key is deleted.
 */
export class SealedStorage {
  private readonly context: Uint8Array<ArrayBuffer>;

  /** @param clientId Bound into the seal: another application of this origin cannot open it. */
  constructor(clientId: string) {
    this.context = new TextEncoder().encode(`onefold.link.1|${clientId}`);
  }

  /**
   * Seals a value that survives `JSON.stringify`, replacing the one before.
   *
   * @throws OnefoldError `unexpected` where the browser has no IndexedDB, for example in some private windows.
   */
  async put(value: unknown): Promise<void> {
    const id = crypto.randomUUID();
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: this.context }, key, plain);
    const expiresAt = Date.now() + LIFETIME;
    await this.inStore(async (store) => {
      await deleteExpired(store);
      store.put({ key, expiresAt } satisfies StoredKey, id);
    });
    const item: SealedItem = { id, iv: toBase64(iv), data: toBase64(new Uint8Array(sealed)) };
    sessionStorage.setItem(SEALED_ITEM, JSON.stringify(item));
  }

  /**
   * Opens the value and deletes it, key first. `null` where there is none, or it cannot be opened.
   *
   * @throws OnefoldError `proof_expired` if it is too old.
   */
  async take(): Promise<unknown> {
    const item = sessionStorage.getItem(SEALED_ITEM);
    sessionStorage.removeItem(SEALED_ITEM);
    if (item === null) {
      return null;
    }
    try {
      const { id, iv, data } = JSON.parse(item) as SealedItem;
      const stored = await this.takeKey(id);
      if (!stored) {
        return null;
      }
      if (stored.expiresAt <= Date.now()) {
        throw onefoldError('proof_expired', 'What was kept over the redirect is too old.', null);
      }
      const algorithm = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: this.context };
      const plain = await crypto.subtle.decrypt(algorithm, stored.key, fromBase64(data));
      return JSON.parse(new TextDecoder().decode(plain)) as unknown;
    } catch (error) {
      if (isOnefoldError(error) && error.code === 'proof_expired') {
        throw error;
      }
      // Tampered with, or sealed for another application: treat it as absent.
      return null;
    }
  }

  private async takeKey(id: string): Promise<StoredKey | undefined> {
    let key: StoredKey | undefined;
    await this.inStore(async (store) => {
      key = await resultOf(store.get(id) as IDBRequest<StoredKey | undefined>);
      store.delete(id);
    });
    return key;
  }

  private async inStore(work: (store: IDBObjectStore) => Promise<void>): Promise<void> {
    let database: IDBDatabase;
    try {
      const opening = indexedDB.open(DATABASE, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      database = await resultOf(opening);
    } catch (cause) {
      // Some private windows and storage settings forbid it. The data is never stored unencrypted instead.
      throw onefoldError('unexpected', 'Linking by redirect needs IndexedDB, which this browser withholds.', cause);
    }
    try {
      const transaction = database.transaction(STORE, 'readwrite');
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
      });
      await Promise.all([work(transaction.objectStore(STORE)), done]);
    } finally {
      database.close();
    }
  }
}

/** Deletes the keys of abandoned redirects. */
async function deleteExpired(store: IDBObjectStore): Promise<void> {
  const [ids, keys] = await Promise.all([
    resultOf(store.getAllKeys()),
    resultOf<StoredKey[]>(store.getAll() as IDBRequest<StoredKey[]>),
  ]);
  ids.forEach((id, index) => {
    if ((keys[index]?.expiresAt ?? 0) <= Date.now()) {
      store.delete(id);
    }
  });
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed.'));
  });
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
