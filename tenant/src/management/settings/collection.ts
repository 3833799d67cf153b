import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { StoredDocument } from '../../store/tables/document-store.ts';

type Properties = Readonly<Record<string, unknown>>;

/** What a document shows besides its own properties. */
export interface CollectionContext {
  /** Host name of the tenant. */
  readonly tenant: string;
  readonly id: string;
  /** Documents of the same kind. */
  readonly others: readonly StoredDocument[];
}

/** A response with documents: to a creation or change, to `GET` of one, or a list. */
export type ResponseKind = 'changed' | 'one' | 'list';

/** A kind of document that the tenant keeps without acting on it, and how the API shows it. */
export interface Collection {
  /** Below `/api/v2`. */
  readonly path: string;
  /** The scopes are `create:{scope}` and so on. */
  readonly scope: string;
  /** Documents are created with the scope that changes them. */
  readonly createdByUpdate?: true;
  /** Body of the creation; a change may omit any of it. */
  readonly body: z.ZodObject;
  /** Makes an id; from the body where the caller chooses it. */
  readonly newId: (body: Properties) => string;
  /** Property that shows the id; `id` when absent. */
  readonly idName?: string;
  /** Status of a creation; 201 when absent. */
  readonly created?: 200;
  /** Name of the list in its response. Without `always` a list is an array unless totals or a checkpoint are asked for. */
  readonly list: { readonly name: string; readonly always?: true; readonly totals?: true };
  /** Properties of a new document that the body does not give. */
  readonly defaults?: (body: Properties, context: CollectionContext) => Properties;
  /** `PUT` replaces a document. */
  readonly replaceable?: true;
  /** Whether documents show when they were created and changed. */
  readonly dated?: true;
  /** Changes a document; merges the properties when absent. */
  readonly merge?: (before: Properties, change: Properties) => Properties;
  /** What a kind of response shows of a document; everything when absent. */
  readonly shown?: (document: Properties, context: CollectionContext, response: ResponseKind) => Properties;
  /** Response for an unknown id. */
  readonly missing: { readonly message: (id: string, verb: string) => string; readonly code?: string };
  /** Response to the deletion of an unknown document; 204 when absent. */
  readonly deletesOnce?: true;
  /** Response to a deletion; 204 without a body when absent. */
  readonly deleted?: Properties;
}

/** Random letters and digits, as in Auth0's ids. */
export const letters = (length: number): string =>
  [...randomBytes(length)]
    .map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'[byte % 57])
    .join('');
/** Makes ids with a prefix. */
export const prefixed =
  (prefix: string, length = 16) =>
  (): string =>
    `${prefix}_${letters(length)}`;
/** The response for an unknown id. */
export const unknown = (message: string, code?: string): Collection['missing'] => ({
  message: () => message,
  ...(code === undefined ? {} : { code }),
});
/** An object in a document, or an empty one. */
export const part = (value: unknown): Properties => (value ?? {}) as Properties;
/** An object without some of its properties. */
export const without = (value: unknown, ...names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(part(value)).filter(([name]) => !names.includes(name)));
