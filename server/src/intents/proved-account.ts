import type { Candidate } from '@onefold/contract';
import type { VerifiedLogin } from '../auth0/authorization-server.ts';
import { splitUserId } from '../auth0/subject.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { openFacts, type ProvedAccount } from './intent-facts.ts';

/**
 * The account that leg 1 proved, if it may be linked. Which one it is comes from the verified ID token alone.
 *
 * @throws {ProblemError} `same_account`, `already_linked`, `email_not_verified`, `connection_not_allowed` (the person signed in
 *   with another connection than the one chosen), `identifier_invalid`. @throws {ManagementError}
 */
export async function provedAccount(
  { config, sealer, management }: Pick<Services, 'config' | 'sealer' | 'management'>,
  intent: IntentRow,
  login: VerifiedLogin,
): Promise<ProvedAccount> {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent knows the main account.');
  const { main, identities } = facts;
  if (login.sub === intent.subject) {
    // A linked sign-in answers with the account's own `sub`; the connection tells them apart.
    throw new ProblemError(main.connection === intent.connection ? 'same_account' : 'already_linked');
  }
  if (identities.includes(login.sub)) throw new ProblemError('already_linked');
  const candidate = candidateOf(login, intent.connection);
  if (!config.allowUnverifiedEmail && login.email !== undefined && !login.emailVerified) {
    throw new ProblemError('email_not_verified');
  }
  const user = await management.getUser(login.sub);
  // Signed in a moment ago, so it was deleted, or absorbed by another link.
  if (user === null) throw new ProblemError('account_changed');
  if (!user.identities.some(({ connection }) => connection === intent.connection)) {
    throw new ProblemError('connection_not_allowed');
  }
  return { subject: login.sub, candidate };
}

/** What may be shown of whoever signed in. @throws {ProblemError} `identifier_invalid` */
export function candidateOf(
  { sub, name, email, emailVerified, picture }: VerifiedLogin,
  connection: string,
): Candidate {
  const identity = splitUserId(sub);
  if (identity === null) throw new ProblemError('identifier_invalid');
  return {
    identity,
    connection,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email, email_verified: emailVerified }),
    ...(picture === undefined ? {} : { picture }),
  };
}
