/** A text of the server's sources, and its replacement. */
export interface Edit {
  /** Below `server/src/`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** One defense of the server, how to switch it off in a copy of the sources, and the attacks that must notice it. */
export interface Mutation {
  readonly defense: string;
  readonly edits: readonly Edit[];
  /** Full names of attacks; at least one of them must succeed. */
  readonly attacks: readonly string[];
}
