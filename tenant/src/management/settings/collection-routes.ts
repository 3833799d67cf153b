import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { DocumentStore, StoredDocument } from '../../store/tables/document-store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, fromCheckpoint, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody } from '../http/read-request.ts';
import type { Collection, ResponseKind } from './collection.ts';

type Properties = Readonly<Record<string, unknown>>;

const QUERY = z.looseObject({ ...FIELD_PARAMETERS, ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS });

/** Store, name and lookups of one kind. */
export interface OpenCollection {
  readonly documents: DocumentStore<StoredDocument>;
  /** @throws ApiError 404 */
  readonly require: (id: string, verb?: string) => StoredDocument;
  readonly show: (document: StoredDocument, response?: ResponseKind) => Properties;
}

/** Opens a kind of document. */
export function openCollection({ store, mail }: ManagementContext, collection: Collection): OpenCollection {
  const { path, idName = 'id', missing, shown } = collection;
  const documents = store.settings(path);
  const tenant = new URL(mail.origin).hostname;
  return {
    documents,
    require: (id, verb = 'retrieving') => {
      const found = documents.get(id);
      if (found === undefined) throw new ApiError(404, missing.code, missing.message(id, verb));
      return found;
    },
    show: (document, response = 'changed') => {
      const { id, ...properties } = document;
      const named = { [idName]: id, ...properties };
      return shown === undefined ? named : shown(named, { tenant, id, others: documents.list() }, response);
    },
  };
}

/** Creates, lists, reads, changes and deletes the documents of one kind. Source: recorded responses. */
export function collectionRoutes(context: ManagementContext, collection: Collection): Hono<ManagementEnvironment> {
  const { path, scope, body, newId, list, defaults, dated, merge, deletesOnce, deleted } = collection;
  const { store, mail } = context;
  const { documents, require, show } = openCollection(context, collection);
  const routes = new Hono<ManagementEnvironment>();
  const allow = (c: Context<ManagementEnvironment>, verb: string) => {
    requireScope(c.get('bearer'), `${verb}:${scope}`);
  };
  const tenant = new URL(mail.origin).hostname;
  const dates = () => (dated === true ? { created_at: store.timestamp(), updated_at: store.timestamp() } : {});
  const changed = () => (dated === true ? { updated_at: store.timestamp() } : {});

  routes.get(path, (c) => {
    allow(c, 'read');
    const query = QUERY.parse(c.req.query());
    const present = (document: StoredDocument) => selectFields(show(document, 'list'), query);
    const items = documents.list();
    if (list.always === true && (query.include_totals !== true || list.totals !== true)) {
      const { shown: page, next } = fromCheckpoint(items, ({ id }) => id, query);
      return c.json({ [list.name]: page.map(present), ...(next === undefined ? {} : { next }) });
    }
    const requested = list.totals === true ? query : { ...query, include_totals: false };
    return respondWithList(c, requested, { name: list.name, items, idOf: ({ id }) => id, present });
  });

  routes.post(path, async (c) => {
    allow(c, collection.createdByUpdate === true ? 'update' : 'create');
    const given = await readBody(c, body);
    const id = newId(given);
    const facts = { tenant, id, others: documents.list() };
    const document = { ...defaults?.(given, facts), ...given, ...dates(), id };
    documents.upsert(document);
    return c.json(show(document), collection.created ?? 201);
  });

  routes.get(`${path}/:id`, (c) => {
    allow(c, 'read');
    return c.json(selectFields(show(require(c.req.param('id')), 'one'), QUERY.parse(c.req.query())));
  });

  routes.patch(`${path}/:id`, async (c) => {
    allow(c, 'update');
    const before = require(c.req.param('id'));
    const change = await readBody(c, body.partial());
    const after = merge === undefined ? { ...before, ...change } : merge(before, change);
    const document = { ...after, ...changed(), id: before.id };
    documents.upsert(document);
    return c.json(show(document));
  });

  if (collection.replaceable === true)
    routes.put(`${path}/:id`, async (c) => {
      allow(c, 'update');
      const { id, created_at: created } = require(c.req.param('id'));
      const given = await readBody(c, body);
      const facts = { tenant, id, others: documents.list() };
      const dating = dated === true ? { created_at: created, ...changed() } : {};
      const document = { ...defaults?.(given, facts), ...given, ...dating, id };
      documents.upsert(document);
      return c.json(show(document));
    });

  routes.delete(`${path}/:id`, (c) => {
    allow(c, 'delete');
    const id = c.req.param('id');
    if (deletesOnce === true) require(id, 'deleting');
    documents.delete(id);
    return deleted === undefined ? c.body(null, 204) : c.json(deleted);
  });

  return routes;
}
