import type { Attack } from './attack.ts';
import type { DeploymentAttack } from './deployment.ts';
import { ENDED_SESSIONS } from './attacks/ended-sessions.ts';
import { FLOOD, FLOOD_ANYWHERE } from './attacks/flood.ts';
import { FORCED_LINKING, FORCED_LINKING_ANYWHERE } from './attacks/forced-linking.ts';
import { FRESH_LOGIN } from './attacks/fresh-login.ts';
import { IDENTIFIERS } from './attacks/identifiers.ts';
import { IDOR, IDOR_ANYWHERE } from './attacks/idor.ts';
import { MERGE } from './attacks/merge.ts';
import { OUTAGES } from './attacks/outages.ts';
import { RACES } from './attacks/races.ts';
import { REVOKED_SIGN_INS } from './attacks/revoked-sign-ins.ts';
import { TOKEN_CONFUSION } from './attacks/token-confusion.ts';
import { UNVERIFIED_EMAIL } from './attacks/unverified-email.ts';
import { WEB, WEB_ANYWHERE } from './attacks/web.ts';

/** Attacks that need no sign-in and no control over the tenant. */
export const DEPLOYMENT_ATTACKS: readonly DeploymentAttack[] = [
  ...FORCED_LINKING_ANYWHERE,
  ...IDOR_ANYWHERE,
  ...WEB_ANYWHERE,
  ...FLOOD_ANYWHERE,
];

/** Every attack on a linking server that needs no real browser, in the order of the threat model's table. */
export const ALL_ATTACKS: readonly Attack[] = [
  ...MERGE,
  ...UNVERIFIED_EMAIL,
  ...IDENTIFIERS,
  ...FORCED_LINKING,
  ...TOKEN_CONFUSION,
  ...FRESH_LOGIN,
  ...ENDED_SESSIONS,
  ...REVOKED_SIGN_INS,
  ...RACES,
  ...IDOR,
  ...WEB,
  ...FLOOD,
  ...OUTAGES,
  ...DEPLOYMENT_ATTACKS,
];
