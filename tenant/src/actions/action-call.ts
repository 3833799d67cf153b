import { z } from 'zod';
import type { PostLoginEffects } from './post-login-effects.ts';

const value = z.tuple([z.string(), z.unknown()]);
const USER_ATTRIBUTES = z.looseObject({
  user_id: z.union([z.string().min(1), z.number()]).optional(),
  email: z.string().optional(),
  username: z.string().optional(),
});
const USER_OPTIONS = z
  .object({
    creationBehavior: z.enum(['create_if_not_exists', 'none']).optional(),
    updateBehavior: z.enum(['replace', 'none']).optional(),
  })
  .nullable();
const CALL = z.discriminatedUnion('method', [
  z.object({ method: z.literal('accessToken.setCustomClaim'), parameters: value }),
  z.object({ method: z.literal('idToken.setCustomClaim'), parameters: value }),
  // A token exchange is denied with a code before the reason.
  z.object({ method: z.literal('access.deny'), parameters: z.tuple([z.string()]).rest(z.string()) }),
  z.object({ method: z.literal('access.rejectInvalidSubjectToken'), parameters: z.tuple([z.string()]) }),
  z.object({ method: z.literal('authentication.setUserById'), parameters: z.tuple([z.string().min(1)]) }),
  z.object({
    method: z.literal('authentication.setUserByConnection'),
    parameters: z.tuple([z.string().min(1), USER_ATTRIBUTES]).rest(USER_OPTIONS),
  }),
  z.object({
    method: z.literal('authentication.setActor'),
    parameters: z.tuple([z.looseObject({ sub: z.string().min(1) })]),
  }),
  z.object({ method: z.literal('user.setUserMetadata'), parameters: value }),
  z.object({ method: z.literal('user.setAppMetadata'), parameters: value }),
  z.object({
    method: z.literal('multifactor.enable'),
    parameters: z.tuple([z.string()]).rest(z.object({ allowRememberBrowser: z.boolean().optional() })),
  }),
  z.object({
    method: z.literal('redirect.sendUserTo'),
    parameters: z.tuple([z.url()]).rest(z.object({ query: z.record(z.string(), z.string()).optional() })),
  }),
  ...(['authentication.setPrimaryUser', 'authentication.setPrimaryUserId'] as const).map((method) =>
    z.object({ method: z.literal(method), parameters: z.tuple([z.string().min(1).max(128)]) }),
  ),
  ...(['enrollWith', 'enrollWithAny', 'challengeWith', 'challengeWithAny'] as const).map((name) =>
    z.object({ method: z.literal(`authentication.${name}`), parameters: z.array(z.unknown()).min(1) }),
  ),
]);

/** A call that an Action made in its worker; the tenant repeats it in the main thread. */
export type ActionCall = z.output<typeof CALL>;

/** The parameters of `api.authentication.setUserByConnection`. */
export type UserByConnection = Extract<ActionCall, { method: 'authentication.setUserByConnection' }>['parameters'];

/** Names of the methods an Action has. */
export type ActionMethod = ActionCall['method'];

/**
 * Reads a call that an Action made. An Action is arbitrary code, so the parameters may be anything.
 * @throws TypeError for parameters the method does not take
 */
export function readCall(call: unknown): ActionCall {
  const result = CALL.safeParse(call);
  if (result.success) return result.data;
  const { method } = call as { method: string };
  const [issue] = result.error.issues;
  throw new TypeError(`api.${method}: ${issue?.message ?? 'Invalid input'} in ${issue?.path.join('.') ?? 'the call'}`);
}

/** Makes the call. */
export function makeCall({ api, ...effects }: PostLoginEffects, call: ActionCall): void {
  switch (call.method) {
    case 'accessToken.setCustomClaim':
      api.accessToken.setCustomClaim(...call.parameters);
      break;
    case 'idToken.setCustomClaim':
      api.idToken.setCustomClaim(...call.parameters);
      break;
    case 'access.deny':
      api.access.deny(call.parameters[0]);
      break;
    case 'user.setUserMetadata':
      api.user.setUserMetadata(...call.parameters);
      break;
    case 'user.setAppMetadata':
      api.user.setAppMetadata(...call.parameters);
      break;
    case 'multifactor.enable': {
      const [provider, { allowRememberBrowser } = {}] = call.parameters;
      api.multifactor.enable(provider, allowRememberBrowser === undefined ? {} : { allowRememberBrowser });
      break;
    }
    case 'redirect.sendUserTo': {
      const [target, { query = {} } = {}] = call.parameters;
      const url = new URL(target);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      effects.redirectTo(url.href);
      break;
    }
    case 'authentication.setPrimaryUser':
    case 'authentication.setPrimaryUserId':
      effects.setPrimaryUser(...call.parameters);
      break;
    case 'authentication.enrollWith':
    case 'authentication.enrollWithAny':
    case 'authentication.challengeWith':
    case 'authentication.challengeWithAny':
      // The authenticator app is the tenant's only factor; users without one are asked to enroll it.
      api.multifactor.enable('any');
      break;
    case 'access.rejectInvalidSubjectToken':
    case 'authentication.setUserById':
    case 'authentication.setUserByConnection':
    case 'authentication.setActor':
      // The worker offers these to a token exchange only.
      throw new TypeError(`api.${call.method} is not available in a login.`);
  }
}
