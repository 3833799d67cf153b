import { z } from 'zod';
import { isConfidential } from './origins.ts';
import type { ServerConfig } from './server-config.ts';
import type { Settings } from './settings.ts';

const Webhooks = z.array(z.strictObject({ url: z.string(), secret: z.string() }));

/** Standard Webhooks: 24 to 64 random bytes in base64. */
const MIN_SECRET_BYTES = 24;

/** `ONEFOLD_WEBHOOKS`: pairs `URL SECRET`, separated by commas, or a JSON array of `{url, secret}`. */
export function readWebhooks(settings: Settings): ServerConfig['webhooks'] {
  const text = settings.secret('ONEFOLD_WEBHOOKS');
  if (text === undefined) return [];
  const webhooks = text.startsWith('[') ? fromJson(text) : text.split(',').map(pair);
  if (webhooks === undefined) {
    settings.problem(
      'ONEFOLD_WEBHOOKS is not valid. Set URL SECRET pairs, separated by commas, or a JSON array of {"url", "secret"}.',
    );
    return [];
  }
  for (const [index, { url, secret }] of webhooks.entries()) {
    const label = `ONEFOLD_WEBHOOKS, number ${index + 1}`;
    if (!URL.canParse(url) || !isConfidential(new URL(url))) {
      settings.problem(`${label}: "${url}" is not valid. Set an https address; http is accepted on localhost only.`);
    }
    const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').byteLength;
    if (bytes < MIN_SECRET_BYTES) {
      settings.problem(`${label}: the secret is missing or too short. Create one with: openssl rand -base64 32`);
    }
  }
  return webhooks;
}

/** `ONEFOLD_PRODUCT_NAME`, for the sender and the subject of notices. */
export function readProductName(settings: Settings): string | undefined {
  const name = settings.text('ONEFOLD_PRODUCT_NAME');
  if (name !== undefined && !/^[^\p{C}"<>\\]{1,60}$/u.test(name)) {
    settings.problem(`ONEFOLD_PRODUCT_NAME is "${name}". Use at most 60 characters, and none of " < > \\.`);
  }
  return name;
}

/**
 * `SMTP_URL` and `MAIL_FROM`; without the first no mail is sent.
 *
 * @param productName Becomes the sender's name if `MAIL_FROM` is an address alone.
 */
export function readMail(settings: Settings, productName?: string): NonNullable<ServerConfig['mail']> | undefined {
  const smtpUrl = settings.secret('SMTP_URL');
  const from = settings.text('MAIL_FROM');
  if (smtpUrl === undefined) {
    if (from !== undefined)
      settings.problem(
        'SMTP_URL is missing, although MAIL_FROM is set. Set an address such as smtps://user:password@mail.example.com.',
      );
    return undefined;
  }
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol)) {
    settings.problem('SMTP_URL is not valid. Set an address such as smtps://user:password@mail.example.com.');
  }
  if (from === undefined || !/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/.test(from)) {
    settings.problem(
      `MAIL_FROM is ${from === undefined ? 'missing' : `"${from}"`}. Set the sender of notices, such as Accounts <accounts@example.com>.`,
    );
  }
  const unnamed = from !== undefined && !from.includes('<');
  return { smtpUrl, from: productName !== undefined && unnamed ? `"${productName}" <${from}>` : (from ?? '') };
}

function pair(text: string): { url: string; secret: string } {
  const [url = '', secret = ''] = text.trim().split(/\s+/);
  return { url, secret };
}

function fromJson(text: string): ServerConfig['webhooks'] | undefined {
  try {
    return Webhooks.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: the caller reports it without the text, which contains secrets.
    return undefined;
  }
}
