/** A text of the server's sources, and what stands there instead. */
export interface Edit {
  /** Below `server/src/`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** One defence of the server, how to switch it off in a copy of the sources, and the attacks that must notice. */
export interface Mutation {
  readonly defence: string;
  readonly edits: readonly Edit[];
  /** Names of attacks, whole; one of them at least must succeed. */
  readonly attacks: readonly string[];
}
