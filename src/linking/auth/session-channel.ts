/** Messages between tabs. Fingerprints only: no name, no token. */
export type SessionMessage =
  { readonly kind: 'signed-in'; readonly fingerprint: string } | { readonly kind: 'signed-out' };

/** The SHA-256 of `clientId|sub` in hexadecimal: identifies a user to other tabs and later visits without naming one. */
export async function subjectFingerprint(clientId: string, sub: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${clientId}|${sub}`));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps the tabs of one application in agreement through a `BroadcastChannel` named `onefold.<clientId>`. */
export class SessionChannel {
  private readonly channel: BroadcastChannel | undefined;

  constructor(clientId: string, receive: (message: SessionMessage) => void) {
    if (typeof BroadcastChannel === 'undefined') return;
    this.channel = new BroadcastChannel(`onefold.${clientId}`);
    this.channel.onmessage = ({ data }: MessageEvent<SessionMessage>) => receive(data);
  }

  send(message: SessionMessage): void {
    this.channel?.postMessage(message);
  }

  close(): void {
    this.channel?.close();
  }
}
