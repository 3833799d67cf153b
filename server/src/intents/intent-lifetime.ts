/** How long an intent can be completed after it began, in milliseconds: both sign-ins and the confirmation. */
export const INTENT_LIFETIME = 600_000;
