import { Webhook } from 'standardwebhooks';
import { isLoopbackHttp } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { DeliveryError, type WebhookMessage } from './outbox-message.ts';

/** How long a receiver may take, in milliseconds. */
const TIMEOUT = 15_000;

/**
 * Posts one webhook, signed according to Standard Webhooks. Does not follow redirects, which would send the event to an address
 * that is not configured, and does not read the response's body.
 *
 * @param id `webhook-id`, the same at every attempt.
 * @throws {DeliveryError} Unless the status is 2xx.
 */
export async function deliverWebhook(
  { config, clock }: { readonly config: ServerConfig; readonly clock: Clock },
  id: string,
  { url, body }: WebhookMessage,
): Promise<void> {
  const endpoint = config.webhooks.find((each) => each.url === url);
  if (endpoint === undefined) throw new DeliveryError('The webhook is no longer configured.');
  if (!url.startsWith('https://') && !isLoopbackHttp(url)) throw new DeliveryError('The webhook needs https.');
  const now = new Date(clock.now());
  const response = await post(url, body, {
    'content-type': 'application/json',
    'user-agent': 'Onefold',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(endpoint.secret).sign(id, now, body),
  });
  const { ok, status } = response;
  if (!ok)
    throw new DeliveryError(`The webhook responded with ${status}.`, { receiverDown: status >= 500 || status === 429 });
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    await response.body?.cancel();
    return response;
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    throw new DeliveryError(timedOut ? 'The webhook did not respond in time.' : 'The webhook is unreachable.', {
      ...{ receiverDown: true, cause: error },
    });
  }
}
