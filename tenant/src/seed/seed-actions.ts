import { bindAction, deployAction, uuidFrom } from '../actions/deploy-action.ts';
import type { ActionSeed } from '../model/tenant-seed.ts';
import {
  DEFAULT_RUNTIME,
  POST_LOGIN,
  TRIGGER_VERSION,
  type TenantAction,
  type TenantActionBinding,
} from '../model/tenant-action.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** Adds Actions; those that are bound run after what is bound already. One of the same name is replaced. */
export function seedActions(store: TenantStore, seeds: readonly ActionSeed[]): void {
  if (seeds.length === 0) return;
  const timestamp = store.timestamp();
  const bindings: TenantActionBinding[] = [];
  for (const { name, code, secrets = {}, runtime = DEFAULT_RUNTIME, dependencies = {}, ...choice } of seeds) {
    const draft: TenantAction = {
      id: store.actions.list().find((known) => known.name === name)?.id ?? uuidFrom(`action/${name}`),
      name,
      trigger_version: TRIGGER_VERSION,
      code,
      runtime,
      dependencies: Object.entries(dependencies).map(([dependency, version]) => ({ name: dependency, version })),
      secrets: Object.entries(secrets).map(([secret, value]) => ({ name: secret, value, updated_at: timestamp })),
      created_at: timestamp,
      updated_at: timestamp,
      versions: [],
    };
    const deployed = choice.deployed !== false;
    store.actions.upsert(deployed ? deployAction(draft, timestamp) : draft);
    if (deployed && choice.bound !== false) bindings.push(bindAction(draft, timestamp));
  }
  const ids = new Set(bindings.map(({ id }) => id));
  const before = (store.triggers.get(POST_LOGIN)?.bindings ?? []).filter(({ id }) => !ids.has(id));
  store.triggers.upsert({ trigger_id: POST_LOGIN, bindings: [...before, ...bindings] });
}

/** The tenant's Actions as a seed, the bound ones first and in their order. A deployed one has its running version. */
export function exportActions({ actions, triggers }: TenantStore): ActionSeed[] {
  const bound = (triggers.get(POST_LOGIN)?.bindings ?? []).map(({ action_id: id }) => id);
  const place = ({ id }: TenantAction) => (bound.includes(id) ? bound.indexOf(id) : bound.length);
  return actions
    .list()
    .filter(({ trigger_id: trigger }) => trigger === undefined)
    .toSorted((left, right) => place(left) - place(right))
    .map((action) => {
      const { code, runtime, dependencies, secrets } = action.versions.at(-1) ?? action;
      return {
        ...{ name: action.name, code, runtime },
        ...(secrets.length === 0 ? {} : { secrets: valuesOf(secrets, ({ value }) => value) }),
        ...(dependencies.length === 0 ? {} : { dependencies: valuesOf(dependencies, ({ version }) => version) }),
        ...(action.versions.length === 0 ? { deployed: false } : {}),
        ...(action.versions.length > 0 && !bound.includes(action.id) ? { bound: false } : {}),
      };
    });
}

function valuesOf<Item extends { readonly name: string }>(
  items: readonly Item[],
  valueOf: (item: Item) => string,
): Record<string, string> {
  return Object.fromEntries(items.map((item) => [item.name, valueOf(item)]));
}
