/** Auth0's own grant types. Source: Auth0, "Application Grant Types". */
export const PASSWORD_REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm';
export const MFA_OTP_GRANT = 'http://auth0.com/oauth/grant-type/mfa-otp';
export const MFA_RECOVERY_GRANT = 'http://auth0.com/oauth/grant-type/mfa-recovery-code';
export const PASSWORDLESS_GRANT = 'http://auth0.com/oauth/grant-type/passwordless/otp';
export const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** Grants that log a person in without a browser, for every application that does not narrow its grants. */
export const LOGIN_GRANTS: readonly string[] = [
  ...['password', PASSWORD_REALM_GRANT, PASSWORDLESS_GRANT, MFA_OTP_GRANT, MFA_RECOVERY_GRANT],
];
