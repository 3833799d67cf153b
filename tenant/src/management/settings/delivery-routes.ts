import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import { PHONE_PROVIDERS, PHONE_TEMPLATES } from './branding-collections.ts';
import type { Collection } from './collection.ts';
import { openCollection } from './collection-routes.ts';
import { EVENT_STREAMS, FLOWS } from './stored-collections.ts';

const TEST_MESSAGE = z.strictObject({ to: z.string().min(1), delivery_method: z.enum(['text', 'voice']).optional() });
const REDELIVERY = z.strictObject({
  ...{ date_from: z.string().optional(), date_to: z.string().optional() },
  ...{ statuses: z.array(z.string()).optional(), event_types: z.array(z.string()).optional() },
});

/**
 * Deliveries of event streams and executions of flows, of which there are none, and test messages of phone providers and
 * templates, which go to the mailbox. Source: recorded responses and Auth0's Node SDK.
 */
export function deliveryRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const requires = (collection: Collection) => {
    const { require } = openCollection(context, collection);
    return (c: Context<ManagementEnvironment>) => require(c.req.param('id') ?? '');
  };

  const STREAM = '/event-streams/:id';
  const stream = requires(EVENT_STREAMS);
  const deliveryNotFound = () => new ApiError(404, undefined, 'Delivery not found');
  routes.get(`${STREAM}/deliveries`, (c) => {
    requireScope(c.get('bearer'), 'read:event_deliveries');
    stream(c);
    return c.json({ deliveries: [] });
  });
  routes.get(`${STREAM}/deliveries/:event`, (c) => {
    requireScope(c.get('bearer'), 'read:event_deliveries');
    stream(c);
    throw deliveryNotFound();
  });
  routes.post(`${STREAM}/redeliver`, async (c) => {
    requireScope(c.get('bearer'), 'update:event_deliveries');
    stream(c);
    await readBody(c, REDELIVERY);
    return c.json({}, 202);
  });
  routes.post(`${STREAM}/redeliver/:event`, (c) => {
    requireScope(c.get('bearer'), 'update:event_deliveries');
    stream(c);
    throw deliveryNotFound();
  });

  const EXECUTIONS = '/flows/:id/executions';
  const flow = requires(FLOWS);
  routes.get(EXECUTIONS, (c) => {
    requireScope(c.get('bearer'), 'read:flows_executions');
    flow(c);
    return c.json({ executions: [] });
  });
  for (const [method, verb] of [
    ['get', 'read'],
    ['delete', 'delete'],
  ] as const) {
    routes.on(method, `${EXECUTIONS}/:execution`, (c) => {
      requireScope(c.get('bearer'), `${verb}:flows_executions`);
      flow(c);
      throw new ApiError(404, undefined, 'Execution not found');
    });
  }

  for (const collection of [PHONE_PROVIDERS, PHONE_TEMPLATES]) {
    const require = requires(collection);
    routes.post(`${collection.path}/:id/try`, async (c) => {
      requireScope(c.get('bearer'), `create:${collection.scope}`);
      require(c);
      const { to } = await readBody(c, TEST_MESSAGE);
      context.mail.mailbox.deliver({ medium: 'sms', to, kind: 'test_message', text: 'A test message.' });
      return c.json({ code: 202, message: 'Test notification successfully sent for processing' }, 202);
    });
  }

  return routes;
}
