/**
 * Limits of the linking API, as the schemas enforce them. Without zod, so that browser code can import them from
 * `@onefold/contract/limits`.
 */
export const LIMITS = {
  /** Characters of a nickname. */
  nickname: 60,
  /** Entries of one page of the history. */
  historyPage: 200,
  /** Characters of `return_to`. */
  returnTo: 2000,
  /** Suggestions at sign-in: an ID token carries them. */
  loginSuggestions: 3,
} as const;
