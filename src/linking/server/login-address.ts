import { onefoldError } from '../errors/onefold-error';

/**
 * The address where a sign-in begins, if it is the linking server's own.
 *
 * @throws OnefoldError `unexpected` for any other, so that nothing can send the person elsewhere.
 */
export function loginAddress(startUrl: string, origin: string): string {
  if (!URL.canParse(startUrl) || new URL(startUrl).origin !== origin) {
    throw onefoldError(
      'unexpected',
      'The sign-in would begin at an address that is not the linking server’s.',
      startUrl,
    );
  }
  return startUrl;
}
