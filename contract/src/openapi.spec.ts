import { readFileSync } from 'node:fs';
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_CODES } from './error-code.ts';
import { openApiDocument, requirePlainPatterns } from './openapi-document.ts';
import { ROUTES } from './routes.ts';

describe('openapi.json', () => {
  const written = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  };

  it('matches the schemas (if not: npm run openapi -w contract)', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(openApiDocument())) as typeof written);
  });

  it('refuses a pattern with a flag, which JSON Schema does not support', () => {
    const registry = new OpenAPIRegistry();
    const request = { query: z.object({ plain: z.string().regex(/^a\/b$/), letters: z.string().regex(/^\p{L}+$/u) }) };
    registry.registerPath({ method: 'get', path: '/', request, responses: {} });
    const described = new OpenApiGeneratorV31(registry.definitions).generateDocument({
      ...{ openapi: '3.1.0', info: { title: '', version: '' } },
    });
    expect(() => {
      requirePlainPatterns(described);
    }).toThrowError(/the flag "u" of the pattern \/\^\\p\{L\}\+\$\/u/);
  });

  it('describes every route', () => {
    const described = Object.entries(written.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      Object.values(ROUTES)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('lists each error code under its status', () => {
    for (const { responses } of Object.values(written.paths).flatMap((methods) => Object.values(methods))) {
      for (const [status, { description }] of Object.entries(responses)) {
        const codes = [...description.matchAll(/`([a-z0-9_]+)`/g)].map(([, code]) => code);
        for (const code of codes.filter((each) => each !== undefined && each in ERROR_CODES)) {
          expect(String(ERROR_CODES[code as keyof typeof ERROR_CODES].status)).toBe(status);
        }
      }
    }
  });
});
