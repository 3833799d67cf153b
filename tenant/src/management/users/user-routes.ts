import { Hono } from 'hono';
import { z } from 'zod';
import { requestFacts } from '../../net/request-facts.ts';
import { StoreError } from '../../store/tables/store-error.ts';
import { ApiError, userNotFound } from '../http/api-error.ts';
import { requireScope, requireScopeOver } from '../http/bearer.ts';
import { applyCreateUserRules } from './create-user-rules.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { PAGE_PARAMETERS, pageOf, withTotals } from '../http/list.ts';
import { presentUser } from './present-user.ts';
import { authorizeUpdate, applyUpdateUserRules } from './update-user-rules.ts';
import { parseSearchQuery } from '../http/search-query.ts';
import { CREATE_USER, UPDATE_USER } from './user-body.ts';
import { parseSort } from '../http/sort.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const GET_QUERY = z.strictObject(FIELD_PARAMETERS);
const EMAIL_QUERY = z.strictObject({ ...FIELD_PARAMETERS, email: z.string().min(1) });
const SEARCH_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  q: z.string().max(8000).optional(),
  sort: z.string().optional(),
  search_engine: z.enum(['v1', 'v2', 'v3']).optional(),
  connection: z.string().optional(),
  primary_order: z.string().optional(),
});

/** Where a search without a field looks. */
const DEFAULT_FIELDS = [
  'user_id',
  'email',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'username',
  'phone_number',
];

/** Source: Auth0, "User Search Query Syntax". */
const FIELD_RULES = {
  ignoreCase: new Set(['email', 'email.domain', 'name', 'given_name', 'family_name', 'nickname']),
  exactOnly: 'user_metadata',
};

/** `/users`, `/users/{id}` and `/users-by-email`. */
export function userRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/users', (c) => {
    requireScope(c.get('bearer'), 'read:users', 'read:user_idp_tokens');
    const query = readQuery(c, SEARCH_QUERY);
    refuseOldEngines(query.search_engine);
    const page = pageOf(query, 50);
    const search = query.q ? parseSearchQuery(query.q, DEFAULT_FIELDS, FIELD_RULES) : undefined;
    const { users, total } = store.users.search({
      ...page,
      ...(search === undefined ? {} : { matches: search.accepts, ...(search.keys ? { keys: search.keys } : {}) }),
      ...(query.sort ? { compare: parseSort(query.sort) } : {}),
    });
    const shown = users.map((user) => selectFields(presentUser(user), query));
    return c.json(query.include_totals === true ? withTotals('users', shown, total, page) : shown);
  });

  routes.post('/users', async (c) => {
    requireScope(c.get('bearer'), 'create:users');
    const body = await readBody(c, CREATE_USER);
    const user = applyCreateUserRules(body, store.connections.get(body.connection));
    return c.json(presentUser(refusingTaken(() => store.users.create(user))), 201);
  });

  routes.get('/users-by-email', (c) => {
    requireScope(c.get('bearer'), 'read:users');
    const query = readQuery(c, EMAIL_QUERY);
    return c.json(store.users.byEmail(query.email).map((user) => selectFields(presentUser(user), query)));
  });

  routes.get('/users/:id', (c) => {
    const userId = readUserId(c);
    requireScopeOver(c.get('bearer'), userId, ['read:users', 'read:user_idp_tokens'], 'read:current_user');
    const query = readQuery(c, GET_QUERY);
    const user = store.users.get(userId);
    if (user === undefined) throw userNotFound();
    return c.json(selectFields(presentUser(user), query));
  });

  routes.patch('/users/:id', async (c) => {
    const userId = readUserId(c);
    authorizeUpdate(c.get('bearer'), userId, undefined);
    const body = await readBody(c, UPDATE_USER);
    authorizeUpdate(c.get('bearer'), userId, body);
    const user = store.users.get(userId);
    if (user === undefined) throw userNotFound();
    const patch = applyUpdateUserRules(body, user, (name) => store.connections.get(name));
    return c.json(presentUser(refusingTaken(() => store.users.patch(userId, patch), addressTaken)));
  });

  routes.delete('/users/:id', (c) => {
    const userId = readUserId(c);
    requireScopeOver(c.get('bearer'), userId, ['delete:users'], 'delete:current_user');
    if (store.users.delete(userId)) store.logs.write({ ...requestFacts(c), type: 'sdu', user_id: userId });
    return c.body(null, 204);
  });

  return routes;
}

function refuseOldEngines(engine: 'v1' | 'v2' | 'v3' | undefined): void {
  if (engine === 'v1') throw new ApiError(400, 'invalid_search_engine', 'You are not allowed to use search_engine=v1.');
  if (engine === 'v2') {
    const message = 'You are not allowed to use search_engine=v2. Use search_engine=v3 instead.';
    throw new ApiError(400, 'invalid_search_engine', message);
  }
}

function refusingTaken<Result>(work: () => Result, refusal = userTaken): Result {
  try {
    return work();
  } catch (cause) {
    // Only a taken address or id is the caller's mistake; any other error is a defect.
    if (!(cause instanceof StoreError) || cause.code !== 'user_exists') throw cause;
    throw refusal(cause);
  }
}

function userTaken(cause: StoreError): ApiError {
  return new ApiError(409, 'auth0_idp_error', 'The user already exists.', { cause });
}

/** A change never responds with 409. Source: Auth0 Management API contract, "Update a User". */
function addressTaken(cause: StoreError): ApiError {
  return new ApiError(400, 'auth0_idp_error', 'The specified new email already exists', { cause });
}
