import { z } from 'zod';
import type { TenantUser } from '../../model/tenant-user.ts';
import { presentUser } from '../users/present-user.ts';

/** Body of `POST /jobs/users-exports`. Source: Auth0 Management API, "Create export users job". */
export const EXPORT = z.strictObject({
  connection_id: z.string().optional(),
  format: z.enum(['json', 'csv']).optional(),
  limit: z.int().min(1).optional(),
  fields: z.array(z.strictObject({ name: z.string().min(1), export_as: z.string().optional() })).optional(),
});

const DEFAULT_FIELDS = [
  'user_id',
  'email',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
  'email_verified',
]
  .concat(['created_at', 'updated_at'])
  .map((name) => ({ name }));

/** The lines of an export: JSON objects, or CSV with a header. */
export function exportUsers(users: readonly TenantUser[], body: z.output<typeof EXPORT>): string {
  const fields = (body.fields ?? DEFAULT_FIELDS).map(({ name, export_as: as = name }: ExportedField) => ({ name, as }));
  const rows = users.map((user) => fields.map(({ name, as }) => [as, valueAt(presentUser(user), name)] as const));
  const lines =
    body.format === 'csv'
      ? [
          fields.map(({ as }) => cell(as)).join(','),
          ...rows.map((row) => row.map(([, value]) => cell(value)).join(',')),
        ]
      : rows.map((row) => JSON.stringify(Object.fromEntries(row.filter(([, value]) => value !== undefined))));
  return lines.map((line) => `${line}\n`).join('');
}

interface ExportedField {
  readonly name: string;
  readonly export_as?: string | undefined;
}

/** The value at a path such as `identities[0].connection`. */
function valueAt(user: object, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    user,
  );
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
