/** Kinds of database errors. */
export type StoreErrorCode =
  /** It cannot be reached, or is too busy: a retry may help. */
  | 'unavailable'
  /** A damaged file, a file of another program, or tables this server cannot use. */
  | 'unusable'
  /** Written by a newer version of this server. */
  | 'newer_version';

/** The database cannot be used. The message names it and the remedy, never a password. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
