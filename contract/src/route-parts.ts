import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from './error-code.ts';
import { Problem } from './problem.ts';

/** Security schemes: the user's access token, the cookie that binds an intent to one browser, the Action's secret. */
type Security = Record<string, string[]>[];
export const BEARER: Security = [{ bearer: [] }];
export const PUBLIC: Security = [];
export const BROWSER: Security = [{ browser: [] }];
export const BEARER_AND_BROWSER: Security = [{ bearer: [], browser: [] }];
export const ACTION: Security = [{ action: [] }];

export interface Json<T extends z.ZodType> {
  content: { 'application/json': { schema: T } };
}
const json = <T extends z.ZodType>(schema: T): Json<T> => ({ content: { 'application/json': { schema } } });

/** A required body. */
export const body = <T extends z.ZodType>(schema: T): { body: Json<T> & { required: true } } => ({
  body: { ...json(schema), required: true },
});
/** A successful response. */
export const ok = <T extends z.ZodType>(schema: T, description: string): Json<T> & { description: string } => ({
  ...json(schema),
  description,
});

export interface ProblemResponse {
  description: string;
  content: { 'application/problem+json': { schema: typeof Problem } };
}

/** One problem response per status, with its codes. */
export function problems(...codes: readonly ErrorCode[]): Record<string, ProblemResponse> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

export const intentId = z.object({ id: z.uuid() });
