import type { VerifiedLogin } from '../auth0/authorization-server.ts';
import type { Services } from '../services.ts';
import type { TakenLeg } from './take-leg.ts';

/** Verifies what the browser has come back with. @throws {ProblemError} as `AuthorizationServer.finish`. */
export async function finishLogin(
  { authorizationServer }: Pick<Services, 'authorizationServer'>,
  { intent, startedAt, state, secrets: { nonce, codeVerifier } }: TakenLeg,
  callback: URL,
): Promise<VerifiedLogin> {
  const organization = intent.organization === null ? {} : { organization: intent.organization };
  return authorizationServer.finish(callback, { state, nonce, codeVerifier }, { startedAt, ...organization });
}
