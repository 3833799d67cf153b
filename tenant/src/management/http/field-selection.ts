import { z } from 'zod';
import { invalidQuery } from './api-error.ts';

const boolean = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The query parameters `fields` and `include_fields`. */
export const FIELD_PARAMETERS = { fields: z.string().optional(), include_fields: boolean.optional() };

/** Values of {@link FIELD_PARAMETERS}. */
export interface FieldSelection {
  readonly fields?: string | undefined;
  readonly include_fields?: boolean | undefined;
}

/**
 * Keeps or drops root fields as requested.
 * @throws ApiError 400 for a name with spaces or symbols
 */
export function selectFields(object: Record<string, unknown>, selection: FieldSelection): Record<string, unknown> {
  if (selection.fields === undefined || selection.fields === '') return object;
  const names = new Set(selection.fields.split(','));
  for (const name of names) {
    if (!/^[\w.-]+$/.test(name)) throw invalidQuery(`Object didn't pass validation for format fields: ${name}`);
  }
  const keep = selection.include_fields ?? true;
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name) === keep));
}
