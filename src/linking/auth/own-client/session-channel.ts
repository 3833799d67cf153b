/** What tabs tell each other. Fingerprints only: no name, no token. */
export type SessionMessage =
  { readonly kind: 'signed-in'; readonly fingerprint: string } | { readonly kind: 'signed-out' };

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
