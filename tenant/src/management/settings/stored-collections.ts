import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PHONE_PROVIDERS, PHONE_TEMPLATES, THEMES } from './branding-collections.ts';
import {
  CONNECTION_PROFILES,
  SELF_SERVICE_PROFILES,
  TOKEN_EXCHANGE_PROFILES,
  USER_ATTRIBUTE_PROFILES,
} from './profile-collections.ts';
import { letters, part, prefixed, unknown, without, type Collection } from './collection.ts';

const text = z.string().min(1);
const object = z.record(z.string(), z.unknown());
/** A partner event source of Amazon EventBridge, as Auth0 creates one. */
const eventSource = (tenant: string, of: string) => `aws.partner/auth0.com/${tenant}-${randomUUID()}/auth0.${of}`;

const SECURITY_FILTERS = [{ type: 'category', name: 'security' }];

const LOG_STREAMS: Collection = {
  ...{ path: '/log-streams', scope: 'log_streams', created: 200, list: { name: 'log_streams' } },
  body: z.looseObject({
    name: text.optional(),
    type: z.enum(['http', 'eventbridge', 'eventgrid', 'datadog', 'splunk', 'sumo', 'segment', 'mixpanel']),
    status: z.enum(['active', 'paused', 'suspended']).optional(),
    sink: object,
    filters: z.array(z.looseObject({ type: z.literal('category'), name: text })).optional(),
    isPriority: z.boolean().optional(),
    pii_config: object.optional(),
  }),
  newId: () => `lst_${String(randomBytes(6).readUIntBE(0, 6)).padStart(16, '0')}`,
  defaults: (_body, { tenant }) => ({ status: 'active', awsPartnerEventSource: eventSource(tenant, 'logs') }),
  shown: ({ awsPartnerEventSource, ...stream }) => {
    const sink = part(stream['sink']);
    return {
      ...stream,
      sink: {
        ...sink,
        ...('mixpanelServiceAccountPassword' in sink ? { mixpanelServiceAccountPassword: '********' } : {}),
        ...(stream['type'] === 'eventbridge' ? { awsPartnerEventSource } : {}),
      },
      ...(stream['isPriority'] === true ? { filters: SECURITY_FILTERS } : {}),
    };
  },
  missing: unknown('The log stream does not exist.'),
};

const CUSTOM_DOMAINS: Collection = {
  ...{ path: '/custom-domains', scope: 'custom_domains', idName: 'custom_domain_id', list: { name: 'custom_domains' } },
  body: z.looseObject({
    domain: text,
    type: z.enum(['auth0_managed_certs', 'self_managed_certs']),
    tls_policy: z.enum(['recommended', 'compatible']).optional(),
    domain_metadata: z.record(z.string(), z.string().nullable()).optional(),
    relying_party_identifier: text.nullable().optional(),
  }),
  newId: prefixed('cd'),
  defaults: ({ domain }, { tenant, id, others }) => ({
    primary: others.length === 0,
    is_default: false,
    status: 'pending_verification',
    verification: {
      methods: [
        {
          name: 'CNAME',
          record: `${tenant}-${id.toLowerCase().replace('_', '-')}.edge.tenants.us.auth0.com`,
          domain,
        },
      ],
    },
    tls_policy: 'recommended',
    created_at: new Date().toISOString(),
  }),
  merge: (before, { domain_metadata: metadata, ...change }) => {
    const merged = Object.entries({ ...part(before['domain_metadata']), ...part(metadata) });
    const domainMetadata = Object.fromEntries(merged.filter(([, value]) => value !== null));
    return { ...before, ...change, ...(metadata === undefined ? {} : { domain_metadata: domainMetadata }) };
  },
  missing: { message: (id) => `The custom domain ${id} does not exist`, code: 'inexistent_custom_domain' },
};

const RULES: Collection = {
  ...{ path: '/rules', scope: 'rules', list: { name: 'rules', totals: true } },
  body: z.looseObject({
    name: text,
    script: text,
    order: z.int().optional(),
    enabled: z.boolean().optional(),
  }),
  newId: prefixed('rul'),
  defaults: (_body, { others }) => ({ enabled: true, order: others.length + 1, stage: 'login_success' }),
  missing: unknown('The rule does not exist', 'inexistent_rule'),
};

const HOOKS: Collection = {
  ...{ path: '/hooks', scope: 'hooks', list: { name: 'hooks', totals: true }, deletesOnce: true },
  body: z.looseObject({
    // Recorded: a name is shown in words separated by hyphens.
    name: text.transform((name) => (name.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [name]).join('-').toLowerCase()),
    script: text,
    triggerId: z.enum([
      ...(['credentials-exchange', 'pre-user-registration', 'post-user-registration'] as const),
      ...(['post-change-password', 'send-phone-message'] as const),
    ]),
    enabled: z.boolean().optional(),
    dependencies: object.optional(),
  }),
  newId: () => `01${letters(24).toUpperCase()}`,
  defaults: () => ({ enabled: false, dependencies: {} }),
  shown: ({ secrets: _secrets, ...hook }) => hook,
  missing: unknown('Error: Hook does not exist', 'HookDoesNotExist'),
};

const NETWORK_ACLS: Collection = {
  ...{ path: '/network-acls', scope: 'network_acls', dated: true, replaceable: true, deletesOnce: true },
  list: { name: 'network_acls', totals: true },
  body: z.looseObject({ description: text, active: z.boolean(), priority: z.number(), rule: object }),
  newId: prefixed('acl', 22),
  shown: (acl, { tenant }, response) => (response === 'one' ? { ...acl, tenant_id: tenant, deleted_at: null } : acl),
  missing: unknown('NetworkACL with this ID was not found'),
  deleted: { code: 204, object: '' },
};

/** Streams of events. */
export const EVENT_STREAMS: Collection = {
  ...{ path: '/event-streams', scope: 'event_streams', dated: true },
  list: { name: 'eventStreams', always: true },
  body: z.looseObject({
    name: text,
    status: z.enum(['enabled', 'disabled']).optional(),
    subscriptions: z.array(z.looseObject({ event_type: text })).optional(),
    destination: z.looseObject({ type: z.enum(['webhook', 'eventbridge', 'action']), configuration: object }),
  }),
  newId: prefixed('est', 22),
  defaults: (_body, { tenant }) => ({ status: 'enabled', aws_partner_event_source: eventSource(tenant, 'events') }),
  shown: ({ aws_partner_event_source: source, ...stream }) => {
    const { type, configuration } = part(stream['destination']);
    const { webhook_authorization: authorization, ...shown } = part(configuration);
    const own = type === 'eventbridge' ? { aws_partner_event_source: source } : {};
    const masked =
      authorization === undefined ? {} : { webhook_authorization: without(authorization, 'token', 'password') };
    return { ...stream, destination: { type, configuration: { ...shown, ...masked, ...own } } };
  },
  missing: unknown('The requested stream does not exist.'),
};

/** Flows of Auth0 Forms. */
export const FLOWS: Collection = {
  ...{ path: '/flows', scope: 'flows', dated: true, created: 200, deletesOnce: true },
  list: { name: 'flows', totals: true },
  body: z.looseObject({
    name: text,
    description: z.string().nullable().optional(),
    actions: z.array(object).optional(),
  }),
  newId: prefixed('af', 22),
  defaults: () => ({
    ...{ description: null, synchronous: true, actions: [], security: { rateLimits: [] }, executed_at: null },
    triggers: { webhook: { enabled: false, secret: null } },
  }),
  missing: unknown('Flow not found'),
};

const maskedToken = (token: string) => `Bearer ${token.slice(0, 3)}***${token.slice(-3)}`;

const VAULT_CONNECTIONS: Collection = {
  ...{ path: '/flows/vault/connections', scope: 'flows_vault_connections', dated: true, created: 200 },
  ...{ deletesOnce: true, list: { name: 'connections', totals: true } },
  body: z.looseObject({ name: text, app_id: text, setup: object.optional() }),
  newId: prefixed('ac', 22),
  defaults: ({ setup }) => ({ ready: setup !== undefined, fingerprint: randomBytes(16).toString('hex') }),
  shown: (connection, _facts, response) => {
    const { type, token } = part(connection['setup']);
    const account = type === 'BEARER' && typeof token === 'string' ? maskedToken(token) : undefined;
    const isNew = connection['setup'] === undefined && response === 'changed' ? { refreshed_at: null } : {};
    return { ...without(connection, 'setup'), ...(account === undefined ? isNew : { account_name: account }) };
  },
  missing: unknown('Connection not found'),
};

const FORMS: Collection = {
  ...{ path: '/forms', scope: 'forms', dated: true, created: 200, deletesOnce: true },
  list: { name: 'forms', totals: true },
  body: z.looseObject({
    ...{ name: text, description: z.string().nullable().optional(), languages: object.optional() },
    ...{ style: object.optional(), nodes: z.array(object).optional(), start: object.optional() },
    ending: object.optional(),
  }),
  newId: prefixed('ap', 22),
  defaults: () => ({ nodes: [], social: [], tags: [], translations: {}, embedded_at: null, submitted_at: null }),
  shown: (form) => ({
    ...form,
    messages: { custom: {}, errors: {}, ...part(form['messages']) },
    languages: { default: null, ...part(form['languages']) },
    start: { hiddenFields: [], nextNode: null, coordinates: null, ...part(form['start']) },
    ending: {
      ...{ content: null, redirection: null, callback: null, resumeFlow: true, coordinates: null },
      ...{ afterSubmit: { flowId: null, email: null }, ...part(form['ending']) },
    },
    style: { css: null, ...part(form['style']) },
  }),
  missing: unknown('Form not found'),
};

const RATE_LIMIT_POLICIES: Collection = {
  ...{ path: '/rate-limit-policies', scope: 'rate_limit_policies', dated: true },
  list: { name: 'rate_limit_policies', always: true },
  body: z.looseObject({ resource: text.optional(), consumer: text.optional(), configuration: object.optional() }),
  newId: prefixed('rlp', 22),
  missing: unknown('Rate limit policy not found.'),
};

const ACTION_MODULES: Collection = {
  ...{ path: '/actions/modules', scope: 'actions', dated: true },
  list: { name: 'modules', always: true, totals: true },
  body: z.looseObject({ name: text, code: z.string(), dependencies: z.array(object).optional() }),
  newId: prefixed('mod', 22),
  missing: unknown('Action module not found.'),
};

/** Every kind of document that the tenant keeps without acting on it. Source: recorded responses. */
export const COLLECTIONS: readonly Collection[] = [
  ...[LOG_STREAMS, CUSTOM_DOMAINS, RULES, HOOKS, NETWORK_ACLS, SELF_SERVICE_PROFILES, USER_ATTRIBUTE_PROFILES],
  ...[TOKEN_EXCHANGE_PROFILES, EVENT_STREAMS, VAULT_CONNECTIONS, FLOWS, FORMS, THEMES],
  ...[PHONE_PROVIDERS, PHONE_TEMPLATES, CONNECTION_PROFILES, RATE_LIMIT_POLICIES, ACTION_MODULES],
];
/** Kinds that other files extend with routes. */
export { CUSTOM_DOMAINS, HOOKS };
