/** A text of the server's sources, and its replacement. */
export interface Edit {
  /** Relative to `server/src/`; also of the contract. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A spec of the server that must notice that a defense is off. */
export interface NoticingSpec {
  /** Below `server/src/`. */
  readonly file: string;
  /** Part of a test's name; default: all tests of the file run. */
  readonly title?: string;
}

/** One defense of the server, how to switch it off in a copy of the sources, and what must notice it. */
export interface Mutation {
  readonly defense: string;
  readonly edits: readonly Edit[];
  /** Full names of attacks; at least one of them must succeed. */
  readonly attacks?: readonly string[];
  /** Each of them must fail, in an expectation. */
  readonly specs?: readonly NoticingSpec[];
}
