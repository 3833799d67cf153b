/** Writes `schema/seed.schema.json`: `node tenant/scripts/write-seed-schema.ts` after a change of the seed's schema. */
import { writeFileSync } from 'node:fs';
import { seedJsonSchema } from '../src/seed/seed-schema.ts';

writeFileSync(new URL('../schema/seed.schema.json', import.meta.url), `${JSON.stringify(seedJsonSchema(), null, 2)}\n`);
