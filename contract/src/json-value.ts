import { z } from 'zod';

/** Any JSON value, as metadata may hold it: its shape is the host application's business. */
export const JsonValue = z.unknown().meta({ id: 'JsonValue', description: 'Any JSON value.' });
