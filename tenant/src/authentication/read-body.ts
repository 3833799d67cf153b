import type { Context } from 'hono';
import { oauthRefusal } from './refusal.ts';

/**
 * The body of a request to the Authentication API, JSON or a form.
 * @throws AuthenticationRefusal 400 for what is neither
 */
export async function readBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text();
  if ((c.req.header('content-type') ?? '').includes('form')) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not JSON: refused below, like JSON that is no object.
  }
  throw oauthRefusal(400, 'invalid_request', 'The body must be a JSON object.');
}

/** A text of the body. @throws AuthenticationRefusal 400 where it is missing or empty */
export function requireText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw oauthRefusal(400, 'invalid_request', `Missing required parameter: ${name}`);
}
