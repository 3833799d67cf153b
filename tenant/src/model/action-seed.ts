/** An Action of a seed. */
export interface ActionSeed {
  readonly name: string;
  /** CommonJS that exports `onExecutePostLogin`. */
  readonly code: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly runtime?: string;
  /** By package name; the version is told over the Management API only. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** `false` keeps it a draft. */
  readonly deployed?: boolean;
  /** `false` keeps it out of the trigger `post-login`, where Actions run in the order of the seed. */
  readonly bound?: boolean;
}
