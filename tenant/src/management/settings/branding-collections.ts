import { z } from 'zod';
import { letters, part, prefixed, unknown, without, type Collection } from './collection.ts';

const text = z.string().min(1);
const object = z.record(z.string(), z.unknown());

/** Themes of the login pages. */
export const THEMES: Collection = {
  ...{ path: '/branding/themes', scope: 'branding', idName: 'themeId', created: 200, deletesOnce: true },
  list: { name: 'themes' },
  body: z.looseObject({
    ...{ borders: object, colors: object, fonts: object, page_background: object, widget: object },
    ...{ displayName: z.string().optional(), identifiers: object.optional() },
  }),
  newId: () => letters(32),
  defaults: () => ({
    identifiers: {
      ...{ login_display: 'unified', otp_autocomplete: true },
      phone_display: { masking: 'mask_digits', formatting: 'international' },
    },
  }),
  createdByUpdate: true,
  missing: {
    message: (_id, verb) => `There was an error ${verb} branding settings: invalid theme ID`,
    code: 'theme_not_found',
  },
};

/** Providers of text messages. */
export const PHONE_PROVIDERS: Collection = {
  ...{ path: '/branding/phone/providers', scope: 'phone_providers', dated: true, deletesOnce: true },
  list: { name: 'providers', always: true },
  body: z.looseObject({
    ...{ name: z.enum(['twilio', 'custom']), disabled: z.boolean().optional() },
    ...{ configuration: object.optional(), credentials: object.optional() },
  }),
  newId: prefixed('pro', 22),
  defaults: (_body, { tenant }) => ({ tenant, channel: 'phone', disabled: false }),
  shown: (provider, _facts, response) => ({
    ...without(provider, 'credentials'),
    ...(response === 'list' ? { credentials: null } : {}),
  }),
  missing: unknown('Notification Resource not found'),
};

/** Texts of text messages. */
export const PHONE_TEMPLATES: Collection = {
  ...{ path: '/branding/phone/templates', scope: 'phone_templates', dated: true, deletesOnce: true },
  list: { name: 'templates', always: true },
  body: z.looseObject({ type: text.optional(), disabled: z.boolean().optional(), content: object.optional() }),
  newId: prefixed('tem', 22),
  defaults: (_body, { tenant }) => ({ tenant, channel: 'phone', disabled: false }),
  merge: (before, change) => ({
    ...before,
    ...change,
    content: { ...part(before['content']), ...part(change['content']) },
  }),
  missing: unknown('Notification Resource not found'),
};
