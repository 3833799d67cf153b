import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { z } from 'zod';
import { sendVerification } from '../../database/verification.ts';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import { requestFacts } from '../../net/request-facts.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError, invalidBody } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import {
  TICKET_CONTEXT,
  databaseIdentityOf,
  TICKET_IDENTITY,
  checkTicketContext,
} from '../tickets/mail-ticket-body.ts';
import { EXPORT, exportUsers } from './export-users.ts';
import { importUsers, type ImportResult } from './import-users.ts';

const MODEL = 'Job';
const FILE = 'ExportFile';
/** Milliseconds a job and its file are remembered. Source: Auth0, jobs are deleted after 24 hours. */
const REMEMBERED = 86_400_000;
/** Bytes of an import file. Source: Auth0, "Bulk User Imports". */
const MAX_IMPORT_BYTES = 500_000;
const VERIFICATION = z.strictObject({
  ...TICKET_CONTEXT,
  user_id: z.string().min(1),
  identity: TICKET_IDENTITY.optional(),
});
const flag = z.enum(['true', 'false']).optional();
const IMPORT = z.strictObject({
  ...{ connection_id: z.string(), upsert: flag, external_id: z.string().optional(), send_completion_email: flag },
  users: z.instanceof(File),
});

/** A job as the API shows it. */
export interface ShownJob {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly created_at: string;
}

/** What is remembered of a job besides what the API shows. */
interface JobRecord {
  readonly errors?: ImportResult['errors'];
  readonly shown: Readonly<Record<string, unknown>>;
}

/**
 * `/jobs`: mails that verify an address, imports and exports of users. Each is done before its response, which still says
 * `pending` as Auth0's does. Source: Auth0 Management API contract and recorded responses.
 */
export function jobRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const expiry = () => mail.clock.now() + REMEMBERED;
  /** Stores a finished job. Returns it with its first status. */
  const begun = (
    began: Pick<ShownJob, 'type'>,
    ended: Readonly<Record<string, unknown>>,
    errors?: JobRecord['errors'],
  ): ShownJob => {
    const id = `job_${randomBytes(8).toString('hex')}`;
    const common = { ...began, created_at: new Date(mail.clock.now()).toISOString(), id };
    const record = { shown: { ...common, ...ended }, ...(errors === undefined ? {} : { errors }) };
    store.payloads.upsert(MODEL, id, { ...record }, expiry());
    return { ...common, status: 'pending' };
  };
  const require = (id: string): JobRecord => {
    const found = store.payloads.find(MODEL, id);
    if (found === undefined) throw new ApiError(404, 'inexistent_job', 'The job does not exist.');
    return found.payload as unknown as JobRecord;
  };

  routes.post('/jobs/verification-email', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const { user_id: userId, ...body } = await readBody(c, VERIFICATION);
    const user = store.users.get(userId);
    if (user === undefined) throw new ApiError(400, 'inexistent_user', 'The user does not exist.');
    checkTicketContext(store, userId, body);
    const identity = databaseIdentityOf(user, body.identity, 'Connection must be a database connection.');
    if (identity.profileData.email === undefined) {
      throw new ApiError(400, 'inexistent_email', 'User does not have an email address.');
    }
    sendVerification(mail, identity);
    store.logs.write({
      ...{ ...requestFacts(c), type: 'svr', user_id: userId, connection: identity.connection },
      client_id: body.client_id,
    });
    return c.json(begun({ type: 'verification_email' }, { status: 'completed' }), 201);
  });

  routes.post('/jobs/users-imports', async (c) => {
    requireScope(c.get('bearer'), 'create:users', 'read:users');
    const checked = IMPORT.safeParse(await c.req.parseBody());
    if (!checked.success) throw invalidBody(checked.error.issues[0]?.message ?? 'Invalid');
    const { users: file, external_id: externalId, ...body } = checked.data;
    if (file.size > MAX_IMPORT_BYTES) {
      const message = `Payload content length greater than maximum allowed: ${String(MAX_IMPORT_BYTES)}`;
      throw new ApiError(413, 'payload_too_large', message);
    }
    const connection = databaseConnection(store, body.connection_id);
    const users = parsed(await file.text());
    const began = {
      ...{ type: 'users_import', connection_id: connection.id, connection: connection.name },
      ...(externalId ? { external_id: externalId } : {}),
    };
    if (users === undefined) {
      const details = 'Failed to parse users file JSON when importing users. Make sure it is valid JSON.';
      return c.json(begun(began, { status: 'failed', status_details: details }), 202);
    }
    const { summary, errors } = store.transaction(() => importUsers(store, connection, users, body.upsert === 'true'));
    return c.json(begun(began, { status: 'completed', summary }, errors), 202);
  });

  routes.post('/jobs/users-exports', async (c) => {
    requireScope(c.get('bearer'), 'read:users');
    const body = await readBody(c, EXPORT);
    const connection =
      body.connection_id === undefined ? undefined : databaseConnection(store, body.connection_id, false);
    const users = store.users
      .list()
      .filter(({ identities }) => connection === undefined || identities[0].connection === connection.name)
      .slice(0, body.limit);
    const format = body.format ?? 'json';
    const name = `${randomBytes(16).toString('hex')}.${format}.gz`;
    const content = gzipSync(exportUsers(users, body)).toString('base64');
    store.payloads.upsert(FILE, name, { content }, expiry());
    const began = { type: 'users_export', ...body, format, ...(connection && { connection: connection.name }) };
    return c.json(begun(began, { status: 'completed', location: `${mail.origin}/api/v2/jobs/files/${name}` }));
  });

  routes.get('/jobs/:id', (c) => {
    requireScope(c.get('bearer'), 'create:users', 'read:users', 'update:users');
    return c.json(require(c.req.param('id')).shown);
  });

  routes.get('/jobs/:id/errors', (c) => {
    requireScope(c.get('bearer'), 'create:users', 'read:users', 'update:users');
    const { errors = [] } = require(c.req.param('id'));
    return errors.length === 0 ? c.body(null, 204) : c.json(errors);
  });

  return routes;
}

/** Serves the file of an export to callers that know its name, like a signed URL. */
export function exportFileRoutes({ store }: Pick<ManagementContext, 'store'>): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  routes.get('/jobs/files/:name', (c) => {
    const found = store.payloads.find(FILE, c.req.param('name'));
    if (found === undefined) throw new ApiError(404, 'not_found', 'Not Found');
    return c.body(Buffer.from(String(found.payload['content']), 'base64'), 200, { 'Content-Type': 'application/gzip' });
  });
  return routes;
}

/** @throws ApiError 400 unless there is such a connection, and it is a database if it must be */
function databaseConnection(store: TenantStore, id: string, required = true): TenantConnection {
  const connection = store.connections.getById(id);
  if (connection === undefined) throw new ApiError(400, 'inexistent_connection', 'The connection does not exist.');
  if (required && connection.strategy !== 'auth0') {
    throw new ApiError(400, 'operation_not_supported', 'Connection must be a database connection.');
  }
  return connection;
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    // The file is the caller's: the job fails and says so.
    return undefined;
  }
}
