import { APP_TYPES, type TenantClient } from '../model/tenant-client.ts';

/** Members of `--client` besides the id, and the client's property each adds to. */
const LISTS = { callback: 'callbacks', logout: 'allowed_logout_urls', origin: 'web_origins' } as const;

type AppType = NonNullable<TenantClient['app_type']>;

/**
 * Reads the value of `--client`: an id, then members such as `type=regular_web` or `callback=http://localhost:3000/callback`,
 * separated by commas; those with a URL may be repeated.
 * @throws TypeError with the reason
 */
export function readClientOption(text: string): TenantClient {
  const [id = '', ...members] = text.split(',');
  if (id === '' || id.includes('=')) throw new TypeError(`--client ${text} must begin with the client's id.`);
  const lists: Record<string, string[]> = {};
  let type: AppType = 'spa';
  let secret: string | undefined;
  for (const member of members) {
    const [name = '', ...rest] = member.split('=');
    const value = rest.join('=');
    if (value === '') throw new TypeError(`--client ${id}: "${member}" must be a member such as type=regular_web.`);
    if (name === 'type') type = appType(id, value);
    else if (name === 'secret') secret = value;
    else if (name in LISTS) (lists[LISTS[name as keyof typeof LISTS]] ??= []).push(url(id, name, value));
    else throw new TypeError(`--client ${id}: "${name}" is none of type, secret, ${Object.keys(LISTS).join(', ')}.`);
  }
  return {
    ...{ client_id: id, name: id, app_type: type, callbacks: [], ...lists },
    ...(secret === undefined ? {} : { client_secret: secret }),
  };
}

function appType(id: string, value: string): AppType {
  const type = APP_TYPES.find((each) => each === value);
  if (type === undefined) throw new TypeError(`--client ${id}: type must be one of ${APP_TYPES.join(', ')}.`);
  return type;
}

function url(id: string, name: string, value: string): string {
  if (!URL.canParse(value)) throw new TypeError(`--client ${id}: ${name} must be a URL, not ${value}.`);
  return value;
}
