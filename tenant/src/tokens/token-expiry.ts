/** JWTs that count as expired although their `exp` is to come: nobody can take back what is signed. */
export interface ExpiredTokens {
  /** Makes everything expire that was issued up to a moment, of one subject or of all. */
  expire(untilSeconds: number, subject?: string): void;
  /** Returns whether a token's claims fall under that. */
  has(claims: { readonly sub?: string | undefined; readonly iat?: number | undefined }): boolean;
  clear(): void;
}

/** Makes an empty one. */
export function createExpiredTokens(): ExpiredTokens {
  let everybody = Number.NEGATIVE_INFINITY;
  const subjects = new Map<string, number>();
  return {
    expire: (until, subject) => {
      if (subject === undefined) everybody = until;
      else subjects.set(subject, until);
    },
    has: ({ sub = '', iat = 0 }) => iat <= Math.max(everybody, subjects.get(sub) ?? Number.NEGATIVE_INFINITY),
    clear: () => {
      everybody = Number.NEGATIVE_INFINITY;
      subjects.clear();
    },
  };
}

/** How long access and ID tokens live; tests change it. */
export interface TokenLifetime {
  /** Seconds; as on Auth0 where absent. */
  seconds: number | undefined;
}
