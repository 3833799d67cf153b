import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookEvent } from '@onefold/contract';
import { Webhook } from 'standardwebhooks';

/** A webhook that arrived with a valid signature. */
export interface ReceivedWebhook {
  readonly id: string;
  readonly event: WebhookEvent;
}

/** An application that receives webhooks, on loopback. */
export interface WebhookReceiver {
  readonly url: string;
  /** The signing secret, in the form of `ONEFOLD_WEBHOOKS`. */
  readonly secret: string;
  readonly received: readonly ReceivedWebhook[];
  /** The errors of webhooks with an invalid signature. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** @param beforeResponse Called when a webhook has arrived; it is answered afterwards. */
export async function startWebhookReceiver(
  beforeResponse: () => Promise<void> = () => Promise.resolve(),
): Promise<WebhookReceiver> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const received: ReceivedWebhook[] = [];
  const refused: string[] = [];

  const take = async (request: IncomingMessage): Promise<number> => {
    const body = await text(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    try {
      const event = new Webhook(secret).verify(body, headers) as WebhookEvent;
      received.push({ id: headers['webhook-id'] ?? '', event });
    } catch (error) {
      // As a receiver does with a forged message; specs check whether one arrived.
      refused.push(String(error));
      return 401;
    }
    await beforeResponse();
    return 204;
  };

  const server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    secret,
    received,
    refused,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
