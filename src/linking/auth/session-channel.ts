/** Messages between tabs. Fingerprints only: no name, no token. */
export type SessionMessage =
  { readonly kind: 'signed-in'; readonly fingerprint: string } | { readonly kind: 'signed-out' };

/** Keeps the tabs of one application in agreement through a `BroadcastChannel` named `onefold.<clientId>`. */
export class SessionChannel {
  private channel: BroadcastChannel | undefined;

  constructor(clientId: string, receive: (message: SessionMessage) => void) {
    if (typeof BroadcastChannel === 'undefined') return;
    this.channel = new BroadcastChannel(`onefold.${clientId}`);
    this.channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      // Any script of this origin can post here.
      if (isSessionMessage(data)) receive(data);
    };
  }

  send(message: SessionMessage): void {
    this.channel?.postMessage(message);
  }

  close(): void {
    this.channel?.close();
    // A message whose content is still being computed is not sent.
    this.channel = undefined;
  }
}

function isSessionMessage(data: unknown): data is SessionMessage {
  const { kind, fingerprint } = (data ?? {}) as { readonly kind?: unknown; readonly fingerprint?: unknown };
  return kind === 'signed-out' || (kind === 'signed-in' && typeof fingerprint === 'string');
}
