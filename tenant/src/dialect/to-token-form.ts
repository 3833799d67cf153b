import { LOGIN_GRANTS, TOKEN_EXCHANGE_GRANT } from '../model/grant-types.ts';
import { audienceToResource } from './audience.ts';

const GRANTS_WITH_AUDIENCE: ReadonlySet<string> = new Set([
  'client_credentials',
  TOKEN_EXCHANGE_GRANT,
  ...LOGIN_GRANTS,
]);

/**
 * Converts the body of a token request, a form or JSON, to the form that `oidc-provider` expects. Auth0's `audience`
 * becomes a resource indicator, unless the request has a code or a refresh token, which have their own.
 * @throws SyntaxError when a JSON body is not an object of plain values.
 */
export function toTokenForm(contentType: string, body: string): URLSearchParams {
  const form = contentType.includes('json') ? jsonToForm(body) : new URLSearchParams(body);
  const audience = form.get('audience');
  form.delete('resource');
  if (audience && GRANTS_WITH_AUDIENCE.has(form.get('grant_type') ?? ''))
    form.set('resource', audienceToResource(audience));
  return form;
}

function jsonToForm(body: string): URLSearchParams {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('Not an object.');
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    if (typeof member === 'object') throw new SyntaxError(`"${name}" is not a plain value.`);
    form.set(name, String(member));
  }
  return form;
}
