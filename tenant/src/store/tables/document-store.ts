import type { DatabaseSync } from 'node:sqlite';

/** Documents of one kind, in the order they were added. */
export interface DocumentStore<Document> {
  list(): Document[];
  get(id: string): Document | undefined;
  upsert(document: Document): void;
  /** Returns whether there was one. */
  delete(id: string): boolean;
}

/** A document that the tenant keeps and shows without acting on it. */
export interface StoredDocument {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Makes the store of one kind of document; `idOf` names a document within its kind. */
export function createDocumentStore<Document>(
  database: DatabaseSync,
  kind: string,
  idOf: (document: Document) => string,
): DocumentStore<Document> {
  const all = database.prepare('SELECT document FROM documents WHERE kind = ? ORDER BY rowid');
  const one = database.prepare('SELECT document FROM documents WHERE kind = ? AND id = ?');
  const write = database.prepare(`INSERT INTO documents (kind, id, document) VALUES (?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document`);
  const remove = database.prepare('DELETE FROM documents WHERE kind = ? AND id = ?');
  const read = (row: Record<string, unknown>) => JSON.parse(String(row['document'])) as Document;
  return {
    list: () => all.all(kind).map(read),
    get: (id) => {
      const row = one.get(kind, id);
      return row && read(row);
    },
    upsert: (document) => void write.run(kind, idOf(document), JSON.stringify(document)),
    delete: (id) => remove.run(kind, id).changes > 0,
  };
}
