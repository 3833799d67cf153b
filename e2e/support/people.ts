/** A user of the demo seed, as the login pages and the profile show it. */
export interface Person {
  readonly name: string;
  /** The email for signing in, or the one that a picker shows. */
  readonly email: string;
  /** Auth0's `sub`. */
  readonly userId: string;
}

/** The password of all database users. */
export const PASSWORD = 'demo';

/** A database account without linked identities; a Google account has the same verified email. */
export const ANA: Person = { name: 'Ana Souza', email: 'ana@example.com', userId: 'auth0|65f0a1b2c3d4e5f607080901' };

/** A database account with five linked identities. */
export const MIRA: Person = {
  name: 'Mira Okafor',
  email: 'mira@example.com',
  userId: 'auth0|65f0a1b2c3d4e5f607080902',
};

/** A database account that is blocked. */
export const BEN: Person = { name: 'Ben Locke', email: 'ben@example.com', userId: 'auth0|65f0a1b2c3d4e5f607080903' };

/** A database account with names that pages easily display wrongly. */
export const MARYAM: Person = {
  name: 'مريم الخطيب 👩🏽‍🚀',
  email: 'maryam@example.com',
  userId: 'auth0|65f0a1b2c3d4e5f607080904',
};

/** Google accounts: an unlinked one, and Ana's own. */
export const LEO: Person = {
  name: 'Leo Park',
  email: 'leo.park@example.net',
  userId: 'google-oauth2|118273645546372819104',
};
export const GOOGLE_ANA: Person = { ...ANA, userId: 'google-oauth2|104938271650493827165' };

/** Unlinked accounts of the other providers. */
export const NOOR: Person = { name: 'Noor Haddad', email: 'noor@example.org', userId: 'github|4815162' };
export const NORA: Person = {
  name: 'Nora Lind',
  email: 'nora.lind@example.org',
  userId: 'windowslive|4f2a9c7be1d03856',
};
export const SAM: Person = {
  name: 'Sam Taylor',
  email: 'sam.taylor@acme.example',
  userId: 'samlp|acme-corp|sam.taylor@acme.example',
};
