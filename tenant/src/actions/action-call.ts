import { z } from 'zod';
import type { PostLoginApi } from './post-login.ts';

const value = z.tuple([z.string(), z.unknown()]);
const CALL = z.discriminatedUnion('method', [
  z.object({ method: z.literal('accessToken.setCustomClaim'), parameters: value }),
  z.object({ method: z.literal('idToken.setCustomClaim'), parameters: value }),
  z.object({ method: z.literal('access.deny'), parameters: z.tuple([z.string()]) }),
  z.object({ method: z.literal('user.setUserMetadata'), parameters: value }),
  z.object({ method: z.literal('user.setAppMetadata'), parameters: value }),
  z.object({
    method: z.literal('multifactor.enable'),
    parameters: z.tuple([z.string()]).rest(z.object({ allowRememberBrowser: z.boolean().optional() })),
  }),
]);

/** A call that an Action made in its worker, to be made again here. */
export type ActionCall = z.output<typeof CALL>;

/** Names of the methods an Action has. */
export type ActionMethod = ActionCall['method'];

/**
 * Reads a call that an Action made: its code is anybody's, so the parameters may be anything.
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
export function makeCall(api: PostLoginApi, call: ActionCall): void {
  switch (call.method) {
    case 'accessToken.setCustomClaim':
      api.accessToken.setCustomClaim(...call.parameters);
      break;
    case 'idToken.setCustomClaim':
      api.idToken.setCustomClaim(...call.parameters);
      break;
    case 'access.deny':
      api.access.deny(...call.parameters);
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
    }
  }
}
