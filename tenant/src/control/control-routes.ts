import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { RateLimit } from '../management/http/rate-limit.ts';
import { NEW_USER } from '../model/model-schemas.ts';
import { TenantError } from '../model/tenant-error.ts';
import type { NewUser } from '../model/tenant-seed.ts';
import type { UserPatch } from '../model/tenant-user.ts';
import { allowLocalOnly } from '../net/local-only.ts';
import { readSeed } from '../seed/read-seed.ts';
import { StoreError } from '../store/tables/store-error.ts';
import type { FaultRule } from './fault-rule.ts';
import type { TenantControl } from './tenant-control.ts';

interface Environment {
  Bindings: Partial<HttpBindings>;
}

/** A body that breaks its schema. */
class BadControlRequest extends Error {}

/**
 * {@link TenantControl} as JSON over HTTP, for tests in another process: loopback only, and not for web pages.
 * @example
 * app.route('/control', controlRoutes(control));
 */
export function controlRoutes(control: TenantControl): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.onError((error, c) => {
    const known =
      error instanceof BadControlRequest ||
      error instanceof StoreError ||
      error instanceof RangeError ||
      error instanceof TenantError;
    return c.json({ error: error.message }, known ? 400 : 500);
  });
  routes.use('*', allowLocalOnly({ pages: 'none' }));

  routes.post('/reset', (c) => done(c, () => control.reset()));
  routes.get('/seed', (c) => c.json(control.exportSeed()));
  routes.post('/seed', async (c) => {
    const { connections } = control.exportSeed();
    const seed = readSeed(await c.req.text(), 'body', connections, rejectFiles);
    return done(c, () => control.seed(seed));
  });
  routes.post('/snapshots', (c) => c.json({ id: control.snapshot() }, 201));
  routes.post('/snapshots/:id/restore', (c) => done(c, () => control.restore(c.req.param('id'))));
  routes.delete('/snapshots/:id', (c) => done(c, () => control.dropSnapshot(c.req.param('id'))));
  routes.get('/users', (c) => c.json(control.users()));
  routes.post('/users', async (c) => c.json(control.addUser((await body(c, NEW_USER)) as NewUser), 201));
  routes.patch('/users/:id', async (c) =>
    c.json(control.patchUser(c.req.param('id'), (await body(c, USER_PATCH)) as UserPatch)),
  );
  routes.post('/users/:id/block', (c) => done(c, () => control.block(c.req.param('id'))));
  routes.post('/users/:id/unblock', (c) => done(c, () => control.unblock(c.req.param('id'))));
  routes.get('/users/:id/otp', (c) => c.json({ code: control.currentOtp(c.req.param('id')) }));
  routes.post('/users/:id/session-transfers', async (c) => {
    const { actor } = await body(c, DELEGATION);
    return c.json({ session_transfer_token: control.delegateSession(c.req.param('id'), actor) }, 201);
  });
  routes.delete('/users/:id/sessions', (c) => c.json({ revoked: control.revokeSessions(c.req.param('id')) }));
  routes.put('/clients/:client/connections/:connection', async (c) => {
    const { enabled } = await body(c, ENABLED);
    return done(c, () => control.setConnectionEnabled(c.req.param('client'), c.req.param('connection'), enabled));
  });
  routes.put('/connections/:connection/reauthentication', async (c) => {
    const { behavior } = await body(c, REAUTHENTICATION);
    return done(c, () => control.setReauthentication(c.req.param('connection'), behavior));
  });
  routes.post('/tokens', async (c) => {
    const { claims, header } = await body(c, TOKEN);
    return c.json({ token: await control.signToken(claims, header) }, 201);
  });
  routes.post('/tokens/expire', async (c) => {
    const { user_id: userId } = await body(c, EXPIRE);
    return done(c, () => control.expireTokens(userId));
  });
  routes.put('/token-lifetime', async (c) => {
    const { seconds } = await body(c, LIFETIME);
    return done(c, () => control.setTokenLifetime(seconds ?? undefined));
  });
  routes.post('/keys/rotate', async (c) => c.json({ kid: await control.rotateSigningKey() }, 201));
  routes.delete('/keys/previous', (c) => done(c, () => control.revokePreviousKeys()));
  routes.get('/faults', (c) => c.json(control.faults.list()));
  routes.post('/faults', async (c) =>
    c.json({ id: control.faults.add((await body(c, FAULT_RULE)) as FaultRule) }, 201),
  );
  routes.delete('/faults', (c) => done(c, () => control.faults.clear()));
  routes.delete('/faults/:id', (c) => done(c, () => control.faults.remove(c.req.param('id'))));
  routes.put('/rate-limit', async (c) => {
    const limit = (await body(c, RATE_LIMIT)) as RateLimit;
    return done(c, () => control.setRateLimit(limit));
  });
  routes.post('/clock', async (c) => {
    const { advance } = await body(c, CLOCK);
    return done(c, () => control.advanceClock(advance));
  });
  routes.get('/journal', (c) => c.json(control.journal.entries()));
  routes.delete('/journal', (c) => done(c, () => control.journal.clear()));
  routes.get('/messages', (c) => c.json(control.messages.list(c.req.query('to'))));
  routes.delete('/messages', (c) => done(c, () => control.messages.clear()));
  routes.get('/activity', (c) => c.json(control.activity.entries()));
  routes.all('*', (c) => c.json({ error: 'No such control route.' }, 404));
  return routes;
}

/** A seed sent over HTTP must not read this machine's files. */
function rejectFiles(): never {
  throw new RangeError('A seed in a request cannot refer to files: include the code.');
}

function done(c: Context<Environment>, work: () => void): Response {
  work();
  return c.body(null, 204);
}

async function body<Schema extends z.ZodType>(c: Context<Environment>, schema: Schema): Promise<z.output<Schema>> {
  let value: unknown;
  try {
    value = await c.req.json();
  } catch (cause) {
    // The caller's mistake: say so.
    throw new BadControlRequest('The body is not JSON.', { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new BadControlRequest(z.prettifyError(result.error));
  return result.data;
}

const object = z.record(z.string(), z.unknown());

/** Body of `PATCH /control/users/{id}`. */
const USER_PATCH = z.strictObject({
  profile: object.optional(),
  user_metadata: object.optional(),
  app_metadata: object.optional(),
  blocked: z.boolean().optional(),
  password: z.string().min(1).optional(),
});

/** Body of `POST /control/users/{id}/session-transfers`. */
const DELEGATION = z.strictObject({ actor: z.looseObject({ sub: z.string().min(1) }) });

/** Body of `POST /control/faults`. */
const FAULT_RULE = z.strictObject({
  method: z.string().min(1).optional(),
  path: z.string().startsWith('/'),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
  drop: z.boolean().optional(),
  malformed: z.boolean().optional(),
  rateLimitedFor: z.int().min(1).max(86_400).optional(),
  afterwards: z.boolean().optional(),
  gather: z.int().min(2).optional(),
  times: z.int().min(1).optional(),
});

/** Body of `PUT /control/connections/{connection}/reauthentication`. */
const REAUTHENTICATION = z.strictObject({ behavior: z.enum(['fresh', 'old', 'absent']) });

/** Body of `POST /control/tokens/expire`. */
const EXPIRE = z.strictObject({ user_id: z.string().min(1).optional() });

/** Body of `PUT /control/token-lifetime`. */
const LIFETIME = z.strictObject({ seconds: z.int().min(1).nullable() });

/** Body of `POST /control/tokens`. */
const TOKEN = z.strictObject({ claims: object, header: object.optional() });

/** Body of `PUT /control/rate-limit`. */
const RATE_LIMIT = z.strictObject({
  limit: z.number().positive(),
  perSeconds: z.number().positive(),
  burst: z.int().min(1).optional(),
});

/** Body of `POST /control/clock`. */
const CLOCK = z.strictObject({ advance: z.number() });

/** Body of `PUT /control/clients/{client}/connections/{connection}`. */
const ENABLED = z.strictObject({ enabled: z.boolean() });
