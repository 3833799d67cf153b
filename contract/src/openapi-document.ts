import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { WebhookEvent } from './history.ts';
import { ROUTES } from './routes.ts';

/** The API description (OpenAPI 3.1), generated from the schemas. `npm run openapi -w contract` writes it to `openapi.json`. */
export function openApiDocument(): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of the tenant, for the audience of this API (RFC 9068, RFC 6750).',
  });
  registry.registerComponent('securitySchemes', 'browser', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-onefold-browser',
    description:
      'Binds an intent to one browser: HttpOnly, SameSite=Lax. On http, for development only, it has another name.',
  });
  registry.registerComponent('securitySchemes', 'action', {
    type: 'http',
    scheme: 'bearer',
    description: 'The secret that Auth0’s Post-Login Action and the server share (RFC 6750 §2.1).',
  });
  for (const route of Object.values(ROUTES)) registry.registerPath(route);
  registry.registerWebhook({
    method: 'post',
    path: 'event',
    description:
      'Signed by the rules of Standard Webhooks. Delivered at least once; `webhook-id` identifies repetitions.',
    request: { body: { content: { 'application/json': { schema: WebhookEvent } }, required: true } },
    responses: {
      '2XX': {
        description: 'Accepted. After any other response the server retries for three days, with growing intervals.',
      },
    },
  });
  const document = new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Onefold linking API',
        version: '1.0.0',
        description: 'Links and unlinks accounts of one user at Auth0. The user proves both accounts to the server.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
    },
  );
  requirePlainPatterns(document);
  return document;
}

/**
 * Throws if a pattern ends with the flags of its regular expression (`/u`), which the generator copies: JSON Schema has none.
 *
 * @param schema Any part of a description.
 */
export function requirePlainPatterns(schema: unknown): void {
  JSON.stringify(schema, (key, value: unknown) => {
    const flags = key === 'pattern' && typeof value === 'string' ? /(?<!\\)\/([a-z]+)$/.exec(value)?.[1] : undefined;
    if (flags === undefined) return value;
    throw new Error(
      `openapi.json cannot express the flag "${flags}" of the pattern /${String(value)}: JSON Schema patterns have no flags. ` +
        'Write the regular expression in contract/src without it.',
    );
  });
}
