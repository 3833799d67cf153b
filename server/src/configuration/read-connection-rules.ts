import { z } from 'zod';
import type { ConfiguredConnection } from './server-config.ts';
import type { Settings } from './settings.ts';

/** Auth0: connection names are alphanumeric with single hyphens in between, at most 128 characters. */
const NAME = /^(?=.{1,128}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

const Connections = z.array(
  z
    .strictObject({
      name: z.string().regex(NAME, 'is not a connection name'),
      label: z.string().min(1).max(100).optional(),
      provider: z.string().min(1).max(100).optional(),
      rule: z.enum(['open', 'locked', 'required', 'hidden']).default('open'),
      reason: z.string().min(1).max(500).optional(),
    })
    .transform(({ name, label, provider, rule, reason }): ConfiguredConnection => ({
      name,
      label: label ?? name,
      rule,
      ...(provider === undefined ? {} : { provider }),
      ...(reason === undefined ? {} : { reason }),
    })),
);

const EXPECTED_FORMAT =
  'Set the names of Auth0 with optional labels, such as "google-oauth2, acme-corp=Acme", or a JSON array such as ' +
  '[{"name":"acme-corp","label":"Acme","rule":"locked","reason":"Managed by IT"}].';

/** `ONEFOLD_CONNECTIONS`: a list of names and labels, or a JSON array with rules and reasons. */
export function readConnectionRules(settings: Settings): readonly ConfiguredConnection[] {
  const text = settings.required('ONEFOLD_CONNECTIONS', EXPECTED_FORMAT);
  if (text === '') return [];
  const refuse = (reason: string): readonly [] => {
    settings.problem(`ONEFOLD_CONNECTIONS ${reason}. ${EXPECTED_FORMAT}`);
    return [];
  };
  let entries: unknown;
  try {
    entries = text.startsWith('[') ? JSON.parse(text) : settings.list('ONEFOLD_CONNECTIONS').map(entry);
  } catch {
    // The parser's message is about characters and positions, which does not help.
    return refuse('is not valid JSON');
  }
  const { data, error } = Connections.safeParse(entries);
  if (error !== undefined) {
    const [issue] = error.issues;
    return refuse(`is wrong at ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const duplicate = data.find(({ name }, index) => data.findIndex((other) => other.name === name) !== index);
  return duplicate === undefined ? data : refuse(`contains ${duplicate.name} twice`);
}

function entry(text: string): object {
  const [name = '', ...label] = text.split('=').map((each) => each.trim());
  return { name, ...(label.length === 0 ? {} : { label: label.join('=') }) };
}
