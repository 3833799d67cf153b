import {
  DeleteQueryNode,
  InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  type RootOperationNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely';
import type { Store } from '../store.ts';

/** The same store, which adds each statement to a list: `insert rates`, `update …`, `delete …`, `read` (a query within a statement, too). */
export function recordedStore(store: Store, statements: string[]): Store {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(describeStatement(node));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return {
    ...store,
    db: store.db.withPlugin(plugin),
    transaction: (work) => store.transaction((trx) => work(trx.withPlugin(plugin))),
  };
}

function describeStatement(node: RootOperationNode): string {
  if (InsertQueryNode.is(node)) return `insert ${tableName(node.into)}`;
  if (UpdateQueryNode.is(node)) return `update ${tableName(node.table)}`;
  if (DeleteQueryNode.is(node)) return `delete ${tableName(node.from.froms[0])}`;
  return 'read';
}

function tableName(node: OperationNode | undefined): string {
  return node !== undefined && TableNode.is(node) ? node.table.identifier.name : '';
}
