import { readFileSync } from 'node:fs';
import { ERROR_CODES } from './error-code.ts';
import { openApiDocument } from './openapi-document.ts';
import { ROUTES } from './routes.ts';

describe('openapi.json', () => {
  const written = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  };

  it('matches the schemas (otherwise: npm run openapi -w contract)', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(openApiDocument())) as typeof written);
  });

  it('has patterns without the slashes and flags of JavaScript', () => {
    const patterns = [...JSON.stringify(written).matchAll(/"pattern":("(?:[^"\\\\]|\\\\.)*")/g)].map(
      ([, text = '""']) => text,
    );
    expect(patterns.length).toBeGreaterThan(0);
    expect(patterns.map((text) => JSON.parse(text) as string).filter((each) => /\/[a-z]*$/.test(each))).toEqual([]);
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

  it('names each error code under the status it has', () => {
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
