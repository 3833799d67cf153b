/** A value that an Action reads as `event.secrets.NAME`; not shown again. Source: Auth0, "Write Your First Action". */
export interface TenantActionSecret {
  readonly name: string;
  readonly value: string;
  /** ISO 8601. */
  readonly updated_at: string;
}

/** An npm package an Action requires; it must be installed where the tenant runs. */
export interface TenantActionDependency {
  readonly name: string;
  readonly version: string;
  /** Of the registry, where it is not npm's. */
  readonly registry_url?: string | undefined;
}

/** The editable part of an Action, which a deployed version keeps. */
export interface TenantActionContent {
  /** CommonJS that exports `onExecutePostLogin`. */
  readonly code: string;
  /** Kept as given; the tenant's own Node runs every Action. */
  readonly runtime: string;
  readonly dependencies: readonly TenantActionDependency[];
  readonly secrets: readonly TenantActionSecret[];
}

/** A deployed version. Source: Auth0 Management API, schema `ActionVersion`. */
export interface TenantActionVersion extends TenantActionContent {
  readonly id: string;
  /** 1 for the first. */
  readonly number: number;
  /** ISO 8601. */
  readonly created_at: string;
}

/** Runtime of an Action that names none. */
export const DEFAULT_RUNTIME = 'node22';
/** Runtimes of Actions of old trigger versions that name none. */
export const OLD_RUNTIMES: Readonly<Record<string, string>> = { v1: 'node12', v2: 'node16' };
/** The trigger whose Actions run by their bindings. */
export const POST_LOGIN = 'post-login';
/** Version of the trigger for an Action that names none. */
export const TRIGGER_VERSION = 'v3';

/** Triggers whose Actions the tenant accepts; it runs those of `post-login` and `custom-token-exchange`. Source: Auth0, "Actions Triggers". */
export const TRIGGER_IDS = [
  ...(['post-login', 'credentials-exchange', 'pre-user-registration', 'post-user-registration'] as const),
  ...(['post-change-password', 'send-phone-message', 'password-reset-post-challenge'] as const),
  ...(['custom-token-exchange', 'custom-email-provider', 'custom-phone-provider'] as const),
  ...(['password-hash-migration', 'login-post-identifier', 'signup-post-identifier', 'event-stream'] as const),
] as const;

/** An Action: a draft, and the versions deployed of it. Source: Auth0 Management API, schema `Action`. */
export interface TenantAction extends TenantActionContent {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  /** `post-login` when absent. Those of `custom-token-exchange` run by their profile, those of other triggers never. */
  readonly trigger_id?: (typeof TRIGGER_IDS)[number];
  /** `v3` and so on, stored as given. */
  readonly trigger_version: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly updated_at: string;
  /** Oldest first; the last one is the one that runs. */
  readonly versions: readonly TenantActionVersion[];
}

/** An Action's place at a trigger. Source: Auth0 Management API, schema `ActionBinding`. */
export interface TenantActionBinding {
  /** A UUID. */
  readonly id: string;
  readonly action_id: string;
  readonly display_name: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly updated_at: string;
}

/** The Actions of a trigger, in the order they run. */
export interface TenantTrigger {
  readonly trigger_id: typeof POST_LOGIN;
  readonly bindings: readonly TenantActionBinding[];
}
