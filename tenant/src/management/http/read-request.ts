import type { Context } from 'hono';
import type { z } from 'zod';
import { ApiError, invalidBody, invalidQuery, invalidUri } from './api-error.ts';

/**
 * Reads a JSON (or form-encoded) body and checks it.
 * @throws ApiError 400 `invalid_body`
 */
export async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const text = await c.req.text();
  const result = schema.safeParse(parse(text, c.req.header('Content-Type') ?? ''));
  if (!result.success) throw invalidBody(describe(result.error));
  return result.data;
}

/**
 * Checks the query string; a parameter given twice counts once.
 * @throws ApiError 400 `invalid_query_string`
 */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(c.req.query());
  if (!result.success) throw invalidQuery(describe(result.error));
  return result.data;
}

/**
 * Reads a `user_id` from the path.
 * @throws ApiError 400 `invalid_uri`
 */
export function readUserId(c: Context): string {
  const id = c.req.param('id') ?? '';
  if (!/^[^|]+\|.+$/s.test(id)) throw invalidUri(`Object didn't pass validation for format user-id: ${id}`);
  return id;
}

function parse(text: string, contentType: string): unknown {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // The caller's mistake, so never a 500.
    throw new ApiError(400, 'invalid_body', 'Invalid request payload JSON format', { cause });
  }
}

/** The first problem in words close to Auth0's. */
function describe({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return 'Invalid';
  const property = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return `Additional properties not allowed: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `Missing required property: ${property}`;
  return property === '' ? issue.message : `${issue.message} on property ${property}`;
}
