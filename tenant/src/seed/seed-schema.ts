import { z } from 'zod';
import {
  ACTION,
  CLIENT,
  CONNECTION,
  NEW_USER,
  ORGANIZATION,
  PERSON,
  RESOURCE_SERVER,
  ROLE,
} from '../model/model-schemas.ts';

/** A seed as people write it: everything may be left out, names must fit together. */
export const SEED_DOCUMENT = z
  .strictObject({
    $schema: z.string().optional(),
    connections: z.array(CONNECTION).optional().describe("The demo tenant's seven when absent."),
    users: z.array(NEW_USER).optional(),
    clients: z.array(CLIENT).optional(),
    resource_servers: z.array(RESOURCE_SERVER).optional().describe('APIs.'),
    roles: z.array(ROLE).optional(),
    organizations: z.array(ORGANIZATION).optional(),
    actions: z.array(ACTION).optional().describe('Post-Login Actions.'),
    people: z
      .array(PERSON)
      .optional()
      .describe('Whom to tell about at start and on the login pages; users with a password when absent.'),
  })
  .describe('What a local tenant starts with.');

/** A seed as people write it. */
export type SeedDocument = z.output<typeof SEED_DOCUMENT>;

/** The schema for editors, published as `@onefold/tenant/seed.schema.json`. */
export function seedJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(SEED_DOCUMENT, { io: 'input' }),
    $id: 'https://unpkg.com/@onefold/tenant/schema/seed.schema.json',
    title: 'Seed of a local tenant (@onefold/tenant)',
  };
}
