import { z } from 'zod';

type Properties = Readonly<Record<string, unknown>>;

const object = z.record(z.string(), z.unknown());
const flag = z.boolean().optional();
const text = z.string().nullable().optional();
const count = z.int().min(0).optional();
const list = z.array(z.string()).nullable().optional();
const part = (value: unknown) => (value ?? {}) as Properties;

/** An object of settings that always exists. */
export interface SettingObject {
  /** Below `/api/v2`. */
  readonly path: string;
  /** The scopes are `read:{scope}` and `update:{scope}`. */
  readonly scope: string;
  readonly method: 'patch' | 'put';
  readonly body: z.ZodType<Properties>;
  readonly defaults?: Properties;
  /** Properties whose own properties change one by one. */
  readonly deep?: readonly string[];
  /** Response to `GET`; everything when absent. */
  readonly shown?: (settings: Properties) => Properties;
  /** Response to a change; the new settings when absent. */
  readonly response?: (settings: Properties, body: Properties) => Properties;
}

const TENANT: SettingObject = {
  ...{ path: '/tenants/settings', scope: 'tenant_settings', method: 'patch', deep: ['flags'] },
  body: z.looseObject({
    ...{ friendly_name: text, picture_url: text, support_email: text, support_url: text, default_audience: text },
    ...{ default_directory: text, default_redirection_uri: text, sandbox_version: z.string().optional() },
    ...{ allowed_logout_urls: list, enabled_locales: list, acr_values_supported: list, flags: object.optional() },
    ...{ session_lifetime: z.number().positive().optional(), idle_session_lifetime: z.number().positive().optional() },
    ...{ session_cookie: object.nullable().optional(), sessions: object.nullable().optional() },
    ...{ mtls: object.nullable().optional(), default_token_quota: object.nullable().optional() },
    ...{ change_password: object.nullable().optional(), guardian_mfa_page: object.nullable().optional() },
    ...{ error_page: object.nullable().optional(), country_codes: object.nullable().optional() },
    ...{ customize_mfa_in_postlogin_action: flag.nullable(), phone_consolidated_experience: flag },
    pushed_authorization_requests_supported: flag.nullable(),
  }),
  defaults: {
    enabled_locales: ['en'],
    flags: {
      ...{ allow_changing_enable_sso: false, disable_impersonation: true, enable_sso: true, universal_login: true },
      ...{ new_universal_login_experience_enabled: true, revoke_refresh_token_grant: false },
      disable_clickjack_protection_headers: false,
    },
    ...{ sandbox_version: '22', oidc_logout: { rp_logout_end_session_endpoint_discovery: true } },
    ...{ universal_login: {}, phone_consolidated_experience: false },
  },
  shown: (settings) => ({
    ...{ resource_parameter_profile: 'audience', client_id_metadata_document_supported: false },
    ...settings,
    sandbox_versions_available: ['22', '18'],
  }),
  // Recorded: the response to a change has flags that a reading lacks.
  response: (settings) => ({
    ...settings,
    flags: {
      ...part(settings['flags']),
      ...{ enforce_client_authentication_on_passwordless_start: true },
      cannot_change_enforce_client_authentication_on_passwordless_start: true,
    },
    universal_login: { is_custom_theme_set: false, ...part(settings['universal_login']) },
  }),
};

const shields = z.array(z.enum(['block', 'user_notification', 'admin_notification'])).optional();
const policy = z.enum(['never', 'when_risky', 'always']).optional();
const protection = (name: string, body: z.ZodType<Properties>, defaults: Properties): SettingObject => ({
  ...{ path: `/attack-protection/${name}`, scope: 'attack_protection', method: 'patch', deep: ['stage'] },
  ...{ body, defaults },
});
/** Defaults are those of a new tenant. Source: Auth0, "Attack Protection". */
const PROTECTION = [
  protection(
    'brute-force-protection',
    z.looseObject({
      ...{ enabled: flag, shields, allowlist: z.array(z.string()).optional(), max_attempts: z.int().min(1).optional() },
      mode: z.enum(['count_per_identifier_and_ip', 'count_per_identifier']).optional(),
    }),
    {
      ...{ enabled: true, shields: ['block', 'user_notification'], allowlist: [], max_attempts: 10 },
      mode: 'count_per_identifier_and_ip',
    },
  ),
  protection(
    'suspicious-ip-throttling',
    z.looseObject({ enabled: flag, shields, allowlist: z.array(z.string()).optional(), stage: object.optional() }),
    {
      ...{ enabled: true, shields: ['admin_notification', 'block'], allowlist: [] },
      stage: {
        'pre-login': { max_attempts: 100, rate: 864_000 },
        'pre-user-registration': { max_attempts: 50, rate: 1200 },
        'pre-custom-token-exchange': { max_attempts: 10, rate: 600_000 },
      },
    },
  ),
  protection(
    'breached-password-detection',
    z.looseObject({
      ...{ enabled: flag, shields, method: z.enum(['standard', 'enhanced']).optional(), stage: object.optional() },
      admin_notification_frequency: z.array(z.enum(['immediately', 'daily', 'weekly', 'monthly'])).optional(),
    }),
    {
      ...{ enabled: false, shields: [], admin_notification_frequency: [], method: 'standard' },
      stage: { 'pre-user-registration': { shields: [] }, 'pre-change-password': { shields: [] } },
    },
  ),
  protection(
    'bot-detection',
    z.looseObject({
      ...{ bot_detection_level: z.enum(['low', 'medium', 'high']).optional(), monitoring_mode_enabled: flag },
      ...{ challenge_password_policy: policy, challenge_passwordless_policy: policy },
      ...{ challenge_password_reset_policy: policy, allowlist: z.array(z.string()).optional() },
    }),
    {
      ...{ challenge_password_policy: 'never', challenge_passwordless_policy: 'never' },
      ...{ challenge_password_reset_policy: 'never', allowlist: [], bot_detection_level: 'medium' },
      monitoring_mode_enabled: false,
    },
  ),
  protection('phone-provider-protection', z.strictObject({ type: z.enum(['exponential', 'default']) }), {
    type: 'default',
  }),
  protection('captcha', z.looseObject({ active_provider_id: z.string().optional() }), {}),
];

const factor = (
  path: string,
  body: z.ZodType<Properties> = object,
  more: Pick<SettingObject, 'defaults' | 'shown' | 'response'> = {},
): SettingObject => ({ path: `/guardian/factors/${path}`, scope: 'guardian_factors', method: 'put', body, ...more });
const without = (names: readonly string[]) => (settings: Properties) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
const GUARDIAN = [
  factor('duo/settings', z.looseObject({ ikey: z.string(), skey: z.string(), host: z.string() }).partial()),
  factor('phone/message-types', z.strictObject({ message_types: z.array(z.enum(['sms', 'voice'])) }), {
    defaults: { message_types: [] },
  }),
  ...['phone', 'sms'].map((name) =>
    factor(
      `${name}/selected-provider`,
      z.strictObject({ provider: z.enum(['auth0', 'twilio', 'phone-message-hook']) }),
      { defaults: { provider: 'auth0' } },
    ),
  ),
  ...['phone', 'sms'].flatMap((name) => [
    factor(`${name}/templates`, z.strictObject({ enrollment_message: z.string(), verification_message: z.string() })),
    factor(`${name}/providers/twilio`, object, {
      // Recorded: a service that is not set is shown once there is a provider.
      shown: (settings) => ('sid' in settings ? { messaging_service_sid: null, ...settings } : settings),
    }),
  ]),
  ...['email', 'phone'].map((name) =>
    factor(
      `${name}/settings`,
      z.strictObject({ otp_length: z.int().min(4).max(10), otp_expiration_time: z.int().min(1) }),
      { defaults: { otp_length: 6, otp_expiration_time: 300 } },
    ),
  ),
  factor('push-notification/selected-provider', z.strictObject({ provider: z.enum(['guardian', 'sns', 'direct']) }), {
    defaults: { provider: 'guardian' },
  }),
  factor('push-notification/providers/sns', object, { shown: without(['aws_secret_access_key']) }),
  factor('push-notification/providers/apns', object, {
    shown: (settings) => ({ ...without(['p12'])(settings), enabled: 'p12' in settings }),
    response: without(['p12', 'enabled']),
  }),
  factor('push-notification/providers/fcm', object, { shown: without(['server_key']), response: () => ({}) }),
  factor('push-notification/providers/fcmv1', object, { shown: without(['server_credentials']), response: () => ({}) }),
  ...['webauthn-roaming', 'webauthn-platform'].map((name) =>
    factor(`${name}/settings`, object, {
      defaults: {
        ...(name === 'webauthn-roaming' ? { userVerification: 'discouraged' } : {}),
        overrideRelyingParty: false,
      },
      shown: (settings) => ({ overrideRelyingParty: false, ...settings }),
    }),
  ),
];

const HOUR = 3600;
const DAY = 24 * HOUR;
const MFA_SESSION: SettingObject = {
  ...{ path: '/guardian/settings', scope: 'guardian_factors', method: 'put' },
  body: z.strictObject({
    ...{ display_remember_me_checkbox: z.boolean(), remember_me_default_value: z.boolean() },
    mfa_session_inactivity_timeout: z
      .int()
      .min(HOUR)
      .max(30 * DAY),
    mfa_session_overall_timeout: z
      .int()
      .min(HOUR)
      .max(90 * DAY),
  }),
  defaults: {
    ...{ display_remember_me_checkbox: true, remember_me_default_value: false },
    ...{ mfa_session_inactivity_timeout: 7 * DAY, mfa_session_overall_timeout: 30 * DAY },
  },
};

/** Every object of settings that the tenant keeps. Source: recorded responses. */
export const OBJECTS: readonly SettingObject[] = [
  TENANT,
  ...PROTECTION,
  ...GUARDIAN,
  MFA_SESSION,
  {
    ...{ path: '/branding', scope: 'branding', method: 'patch' },
    body: z.looseObject({
      ...{ logo_url: text, favicon_url: text, colors: object.nullable().optional() },
      font: object.nullable().optional(),
    }),
  },
  {
    ...{ path: '/prompts', scope: 'prompts', method: 'patch' },
    body: z.looseObject({
      universal_login_experience: z.enum(['new', 'classic']).optional(),
      ...{ identifier_first: flag.nullable(), webauthn_platform_first_factor: flag.nullable() },
    }),
    defaults: {
      universal_login_experience: 'new',
      ...{ identifier_first: false, webauthn_platform_first_factor: false },
    },
  },
  { ...{ path: '/prompts/mfa-push', scope: 'prompts', method: 'patch' }, body: object },
  {
    ...{ path: '/supplemental-signals', scope: 'attack_protection', method: 'patch' },
    ...{ body: z.strictObject({ akamai_enabled: z.boolean() }), defaults: { akamai_enabled: false } },
  },
  {
    ...{ path: '/risk-assessments/settings', scope: 'attack_protection', method: 'patch' },
    ...{ body: z.strictObject({ enabled: z.boolean() }), defaults: { enabled: false } },
  },
  {
    ...{ path: '/risk-assessments/settings/new-device', scope: 'attack_protection', method: 'patch' },
    ...{ body: z.strictObject({ remember_for: count }), defaults: { remember_for: 30 } },
  },
];
