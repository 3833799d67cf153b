import type { LinkableConnection } from '@onefold/angular';
import type { PortalConfig } from './portal-config';
import { PortalConfigError } from './portal-config-error';

type Fields = Readonly<Record<string, unknown>>;

/** Reads `config.json`. Throws a `PortalConfigError` that names the field at fault. */
export function parsePortalConfig(value: unknown): PortalConfig {
  const config = fields(value, 'The file');
  const audience = optionalText(config, 'audience');
  const linkingServer = optionalText(config, 'linkingServer');
  const organization = optionalText(config, 'organization');
  const workerUrl = optionalText(config, 'workerUrl');
  return {
    domain: text(config, 'domain'),
    clientId: text(config, 'clientId'),
    ...(audience === undefined ? {} : { audience }),
    ...(linkingServer === undefined ? {} : { linkingServer }),
    ...(organization === undefined ? {} : { organization }),
    ...(workerUrl === undefined ? {} : { workerUrl }),
    connections: list(config, 'connections', connection),
  };
}

function connection(value: unknown, path: string): LinkableConnection {
  const item = fields(value, path);
  const provider = optionalText(item, 'provider', path);
  return {
    name: text(item, 'name', path),
    label: text(item, 'label', path),
    ...(provider === undefined ? {} : { provider }),
  };
}

function fields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PortalConfigError('malformed', `${path} is not an object.`);
  }
  return value as Fields;
}

function text(object: Fields, key: string, path?: string): string {
  const value = optionalText(object, key, path);
  if (value === undefined || value === '') {
    throw new PortalConfigError('malformed', `"${at(path, key)}" is missing.`);
  }
  return value;
}

function optionalText(object: Fields, key: string, path?: string): string | undefined {
  const value = object[key];
  if (value !== undefined && typeof value !== 'string') {
    throw new PortalConfigError('malformed', `"${at(path, key)}" is not text.`);
  }
  return value;
}

function list<T>(object: Fields, key: string, read: (value: unknown, path: string) => T): readonly T[] {
  const value = object[key];
  if (!Array.isArray(value)) {
    throw new PortalConfigError('malformed', `"${key}" is not a list.`);
  }
  return value.map((item, index) => read(item, `${key}[${String(index)}]`));
}

function at(path: string | undefined, key: string): string {
  return path === undefined ? key : `${path}.${key}`;
}
