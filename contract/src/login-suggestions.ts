import { z } from 'zod';
import { IdentityRef } from './identity.ts';
import { LIMITS } from './limits.ts';
import { Suggestion } from './me.ts';
import { storableText } from './storable-text.ts';

/** The user who signs in, from `event.user` of the Post-Login Action. */
export const LoginAccount = z
  .strictObject({
    user_id: storableText(255),
    identities: z
      .array(IdentityRef)
      .min(1)
      .max(100)
      .meta({ description: 'All identities of the account; none of them is suggested.' }),
  })
  .meta({ id: 'LoginAccount' });
export type LoginAccount = z.infer<typeof LoginAccount>;

/** Suggestions for a user who signs in. */
export const LoginSuggestions = z
  .object({
    suggestions: z
      .array(Suggestion)
      .max(LIMITS.loginSuggestions)
      .meta({ description: 'Limited because an ID token contains them.' }),
  })
  .meta({ id: 'LoginSuggestions' });
export type LoginSuggestions = z.infer<typeof LoginSuggestions>;
