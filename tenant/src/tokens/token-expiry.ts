/** JWTs that count as expired before their `exp`, since a signed token cannot be revoked. */
export interface ExpiredTokens {
  /** Expires every token issued up to a moment, of one subject or of all. */
  expire(untilSeconds: number, subject?: string): void;
  /** Returns whether a token with these claims counts as expired. */
  has(claims: { readonly sub?: string | undefined; readonly iat?: number | undefined }): boolean;
  clear(): void;
}

/** Creates an empty list. */
export function createExpiredTokens(): ExpiredTokens {
  let allSubjects = Number.NEGATIVE_INFINITY;
  const subjects = new Map<string, number>();
  return {
    expire: (until, subject) => {
      if (subject === undefined) allSubjects = until;
      else subjects.set(subject, until);
    },
    has: ({ sub = '', iat = 0 }) => iat <= Math.max(allSubjects, subjects.get(sub) ?? Number.NEGATIVE_INFINITY),
    clear: () => {
      allSubjects = Number.NEGATIVE_INFINITY;
      subjects.clear();
    },
  };
}

/** How long access and ID tokens live; tests change it. */
export interface TokenLifetime {
  /** Seconds; as on Auth0 where absent. */
  seconds: number | undefined;
}
