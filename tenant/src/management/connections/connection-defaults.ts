import { ApiError } from '../http/api-error.ts';

type Options = Readonly<Record<string, unknown>>;

/** Auth0's defaults for a strategy. */
interface StrategyDefaults {
  /** At creation. */
  readonly created?: Options;
  /** At creation and at every change of the options. */
  readonly always?: Options;
  /** Properties beside the options. */
  readonly root?: Options;
  /** `display_name` is the name if none is given. */
  readonly named?: boolean;
}

const BUTTON = { show_as_button: false };
const PURPOSES = { authentication: { active: true }, connected_accounts: { active: false } };

/** As the newest recorded responses of each strategy show them. */
const DEFAULTS: Readonly<Record<string, StrategyDefaults>> = {
  auth0: {
    created: {
      mfa: { active: true, return_enroll_settings: true },
      passwordPolicy: 'good',
      strategy_version: 2,
    },
    always: {
      authentication_methods: {
        password: { enabled: true, api_behavior: 'required', signup_behavior: 'allow' },
        passkey: { enabled: false },
      },
      passkey_options: {
        challenge_ui: 'both',
        progressive_enrollment_enabled: true,
        local_enrollment_enabled: true,
      },
      brute_force_protection: true,
    },
    root: PURPOSES,
  },
  ad: { created: { brute_force_protection: true }, always: { ips: null }, root: BUTTON },
  adfs: {
    always: { thumbprints: [], should_trust_email_verified_connection: 'always_set_emails_as_verified' },
    root: BUTTON,
  },
  email: { created: { brute_force_protection: true } },
  sms: { created: { brute_force_protection: true } },
  facebook: { always: { scope: '' } },
  github: { always: { scope: [] } },
  salesforce: { always: { scope: [] } },
  windowslive: { always: { signin: true } },
  line: { always: { profile: true }, root: PURPOSES },
  linkedin: { always: { profile: true } },
  wordpress: { always: { profile: true } },
  'google-oauth2': { created: { profile: true }, always: { email: true } },
  'google-apps': {
    created: { map_user_id_to_id: false, handle_login_from_social: true },
    always: { email: true, profile: true, scope: ['email', 'profile'] },
    root: BUTTON,
  },
  pingfederate: { root: BUTTON },
  samlp: { root: BUTTON },
  waad: {
    always: {
      identity_api: 'microsoft-identity-platform-v2.0',
      useCommonEndpoint: false,
      waad_common_endpoint: false,
      use_wsfed: false,
      waad_protocol: 'openid-connect',
      should_trust_email_verified_connection: 'never_set_emails_as_verified',
    },
    root: BUTTON,
    named: true,
  },
  oidc: {
    always: {
      attribute_map: { mapping_mode: 'bind_all' },
      connection_settings: { pkce: 'auto' },
      schema_version: 'oidc-V4',
      type: 'front_channel',
    },
    root: { ...BUTTON, ...PURPOSES },
    named: true,
  },
  okta: {
    always: {
      attribute_map: { mapping_mode: 'basic_profile' },
      connection_settings: { pkce: 'auto' },
      schema_version: 'oidc-V4',
      type: 'back_channel',
    },
    root: { ...BUTTON, ...PURPOSES },
    named: true,
  },
};

/** Options whose `null` means that Auth0 finds the value itself. */
const ENDPOINTS = new Set(['authorizationURL', 'tokenURL', 'userinfo_endpoint', 'token_endpoint']);

/** Scopes that follow from flags of the options: those given first, then those by default. */
const SCOPES_OF_FLAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'google-oauth2': { profile: 'profile', email: 'email', calendar: 'https://www.googleapis.com/auth/calendar' },
  wordpress: { profile: 'profile' },
  line: { email: 'email', profile: 'profile' },
};

/** What a provider does not support unless its metadata says so. */
const UNSUPPORTED = {
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  require_request_uri_registration: false,
};

/** Properties that a new connection of a strategy has besides its options. */
export function rootDefaults(strategy: string, name: string): Options {
  const { root = {}, named = false } = DEFAULTS[strategy] ?? {};
  return named ? { ...root, display_name: name } : root;
}

/**
 * Options with Auth0's defaults; an endpoint of `null` counts as absent.
 * @param created Whether the connection is new.
 * @throws ApiError 400 for database options that exclude each other
 */
export function completeOptions(strategy: string, given: Options, created: boolean): Options {
  const own = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== null || !ENDPOINTS.has(name)),
  );
  const { created: once = {}, always = {} } = DEFAULTS[strategy] ?? {};
  const options: Record<string, unknown> = { ...(created ? once : {}), ...always, ...own };
  if (strategy === 'auth0') completeDatabase(options, own);
  if (strategy === 'okta') completeOkta(options);
  if (strategy === 'linkedin')
    options['scope'] ??= [own['strategy_version'] === 2 ? 'r_liteprofile' : 'r_basicprofile'];
  if (strategy === 'windowslive') options['scope'] ??= own['strategy_version'] === 2 ? [] : ['wl.signin'];
  const flags = SCOPES_OF_FLAGS[strategy];
  if (flags !== undefined) {
    const inOrder = [...new Set([...Object.keys(own), ...Object.keys(always), ...Object.keys(once)])];
    const scopes = inOrder.flatMap((name) => (options[name] === true ? (flags[name] ?? []) : []));
    options['scope'] = strategy === 'line' ? ['openid', ...scopes] : scopes;
  }
  const metadata = options['oidc_metadata'];
  if (strategy === 'oidc' && typeof metadata === 'object' && metadata !== null) {
    for (const endpoint of ['userinfo_endpoint', 'token_endpoint']) {
      options[endpoint] ??= (metadata as Record<string, unknown>)[endpoint];
    }
    options['oidc_metadata'] = { ...UNSUPPORTED, ...metadata };
  }
  return options;
}

function completeOkta(options: Record<string, unknown>): void {
  const { domain } = options;
  if (typeof domain !== 'string') return;
  options['token_endpoint'] ??= `https://${domain}/oauth2/v1/token`;
  options['userinfo_endpoint'] ??= `https://${domain}/oauth2/v1/userinfo`;
}

interface Attribute {
  readonly identifier?: { readonly active?: boolean };
  readonly profile_required?: boolean;
  readonly signup?: { readonly status?: string };
}

function completeDatabase(options: Record<string, unknown>, given: Options): void {
  if (typeof given['password_options'] === 'object' && given['password_options'] !== null) {
    Reflect.deleteProperty(options, 'passwordPolicy');
    options['password_options'] = completePasswordOptions(given['password_options'] as Record<string, Options>);
  }
  if (given['attributes'] === undefined || given['attributes'] === null) return;
  const attributes = given['attributes'] as Readonly<Record<string, Attribute>>;
  for (const other of ['requires_username', 'validation']) {
    if (given[other] !== undefined && given[other] !== false) {
      throw refusal(`Cannot set both options.attributes and options.${other}`);
    }
  }
  if (!Object.values(attributes).some(({ identifier }) => identifier?.active === true)) {
    throw refusal('attributes must contain one active identifier');
  }
  for (const [name, { profile_required: required, signup }] of Object.entries(attributes)) {
    if (required === true && signup?.status === 'inactive') {
      throw refusal(`attribute ${name} must also be required on signup`);
    }
  }
  const email = attributes['email'];
  if (email !== undefined) {
    options['attributes'] = { ...attributes, email: { verification_method: 'link', unique: true, ...email } };
  }
}

/** Options of a database's passwords, none of which counts unless it is given. */
const PASSWORD_OPTIONS = {
  complexity: {
    character_type_rule: 'all',
    identical_characters: 'allow',
    sequential_characters: 'allow',
    max_length_exceeded: 'error',
    min_length: 15,
    character_types: [],
  },
  profile_data: {
    active: false,
    blocked_fields: [
      ...['name', 'username', 'nickname', 'email', 'phone_number'],
      ...['user_metadata.name', 'user_metadata.first', 'user_metadata.last'],
    ],
  },
  history: { active: false, size: 3 },
  dictionary: { active: false, custom: [], default: 'en_100k' },
};

function completePasswordOptions(given: Readonly<Record<string, Options>>): Options {
  const complete = Object.entries(PASSWORD_OPTIONS).map(([name, defaults]) => {
    // A given complexity does not have the defaults of an absent one.
    const own = name === 'complexity' && given[name] !== undefined ? GIVEN_COMPLEXITY : defaults;
    return [name, { ...own, ...given[name] }];
  });
  return { ...given, ...(Object.fromEntries(complete) as Options) };
}

const GIVEN_COMPLEXITY = {
  ...{ character_type_rule: 'all', identical_characters: 'allow', sequential_characters: 'allow' },
  max_length_exceeded: 'truncate',
};

function refusal(message: string): ApiError {
  return new ApiError(400, 'invalid_body', message);
}
