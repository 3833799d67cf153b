import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { WebhookEvent } from './history.ts';
import { ROUTES } from './routes.ts';

/** The API description (OpenAPI 3.1), made from the schemas. `npm run openapi -w contract` writes it to `openapi.json`. */
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
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Onefold linking API',
      version: '1.0.0',
      description:
        'Links and unlinks the accounts of one person at Auth0. Both accounts are proved to the server itself.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
  });
}
