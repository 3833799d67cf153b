import { z } from 'zod';

const object = z.record(z.string(), z.unknown());

/** Body of `PATCH /control/users/{id}`. */
export const USER_PATCH = z.strictObject({
  profile: object.optional(),
  user_metadata: object.optional(),
  app_metadata: object.optional(),
  blocked: z.boolean().optional(),
  password: z.string().min(1).optional(),
});

/** Body of `POST /control/faults`. */
export const FAULT_RULE = z.strictObject({
  method: z.string().min(1).optional(),
  path: z.string().startsWith('/'),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
  drop: z.boolean().optional(),
  malformed: z.boolean().optional(),
  rateLimitedFor: z.int().min(1).max(86_400).optional(),
  afterwards: z.boolean().optional(),
  gather: z.int().min(2).optional(),
  times: z.int().min(1).optional(),
});

/** Body of `PUT /control/connections/{connection}/reauthentication`. */
export const REAUTHENTICATION = z.strictObject({ behaviour: z.enum(['fresh', 'old', 'absent']) });

/** Body of `POST /control/tokens/expire`. */
export const EXPIRE = z.strictObject({ user_id: z.string().min(1).optional() });

/** Body of `PUT /control/token-lifetime`. */
export const LIFETIME = z.strictObject({ seconds: z.int().min(1).nullable() });

/** Body of `POST /control/tokens`. */
export const TOKEN = z.strictObject({ claims: object, header: object.optional() });

/** Body of `PUT /control/rate-limit`. */
export const RATE_LIMIT = z.strictObject({
  limit: z.number().positive(),
  perSeconds: z.number().positive(),
  burst: z.int().min(1).optional(),
});

/** Body of `POST /control/clock`. */
export const CLOCK = z.strictObject({ advance: z.number() });

/** Body of `PUT /control/clients/{client}/connections/{connection}`. */
export const ENABLED = z.strictObject({ enabled: z.boolean() });
