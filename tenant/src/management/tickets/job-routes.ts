import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { sendVerification } from '../../database/verification.ts';
import { requestFacts } from '../../net/request-facts.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { ABOUT, databaseIdentityOf, IDENTITY, refuseUnknownNames } from './mail-ticket-body.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/validate.ts';

const MODEL = 'Job';
/** Milliseconds a job is remembered. Source: Auth0, jobs are deleted after 24 hours. */
const REMEMBERED = 86_400_000;
const VERIFICATION = z.strictObject({ ...ABOUT, user_id: z.string().min(1), identity: IDENTITY.optional() });

/** A job as the API shows it. */
export interface ShownJob {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly created_at: string;
}

/**
 * `/jobs/verification-email` mails the link that verifies an address; `/jobs/{id}` tells that it was done, which here is
 * so at once. Source: Auth0 Management API contract.
 */
export function jobRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.post('/jobs/verification-email', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const { user_id: userId, ...body } = await readBody(c, VERIFICATION);
    const user = store.users.get(userId);
    if (user === undefined) throw new ApiError(400, 'inexistent_user', 'The user does not exist.');
    refuseUnknownNames(store, userId, body);
    const identity = databaseIdentityOf(user, body.identity, 'Connection must be a database connection.');
    if (identity.profileData.email === undefined) {
      throw new ApiError(400, 'inexistent_email', 'User does not have an email address.');
    }
    sendVerification(mail, identity);
    store.logs.write({
      ...{ ...requestFacts(c), type: 'svr', user_id: userId, connection: identity.connection },
      client_id: body.client_id,
    });
    const id = `job_${randomBytes(8).toString('hex')}`;
    const createdAt = new Date(mail.clock.now()).toISOString();
    const job = { type: 'verification_email', status: 'completed', created_at: createdAt };
    store.payloads.upsert(MODEL, id, { ...job, accountId: userId }, mail.clock.now() + REMEMBERED);
    return c.json({ ...job, id } satisfies ShownJob, 201);
  });

  routes.get('/jobs/:id', (c) => {
    requireScope(c.get('bearer'), 'create:users', 'read:users', 'update:users');
    const id = c.req.param('id');
    const found = store.payloads.find(MODEL, id);
    if (found === undefined) throw new ApiError(404, 'inexistent_job', 'The job does not exist.');
    const { accountId: _user, ...job } = found.payload as unknown as Omit<ShownJob, 'id'> & { accountId: string };
    return c.json({ ...job, id } satisfies ShownJob);
  });

  return routes;
}
