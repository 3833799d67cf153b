import { timingSafeEqual } from 'node:crypto';
import { tokenHash } from './sealer.ts';

/** Whether somebody knows a secret. Hashes have one length, so that comparing takes the same time for every guess. */
export function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(secret)));
}
