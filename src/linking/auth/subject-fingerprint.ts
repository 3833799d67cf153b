/**
 * Remembers whose session this browser had, without storing who: `onefold.subject.<clientId>` in localStorage holds the
 * SHA-256 of `clientId|sub` in hexadecimal. After a reload the silent check may return another person, because Auth0
 * keeps one session per browser and a second login replaces it; then the fingerprints differ.
 */
export class SubjectFingerprint {
  private readonly clientId: string;
  private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(clientId: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.clientId = clientId;
    this.storage = storage;
  }

  /** The fingerprint of a subject. */
  async of(sub: string): Promise<string> {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${this.clientId}|${sub}`));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** The fingerprint of the last known session; null where none is known or storage is forbidden. */
  read(): string | null {
    return this.attempt(() => this.storage.getItem(this.key));
  }

  write(fingerprint: string): void {
    this.attempt(() => this.storage.setItem(this.key, fingerprint));
  }

  clear(): void {
    this.attempt(() => this.storage.removeItem(this.key));
  }

  private get key(): string {
    return `onefold.subject.${this.clientId}`;
  }

  private attempt<T>(access: () => T): T | null {
    try {
      return access();
    } catch {
      // Storage is full or forbidden: the reload check is lost, signing in still works.
      return null;
    }
  }
}
