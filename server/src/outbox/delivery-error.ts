/** A delivery failed. The message says why without an address, a body or a secret: it goes into the log and the store. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
}

/** What of an error may be kept: our own words, otherwise only its kind. */
export function safeReason(error: unknown): string {
  if (error instanceof DeliveryError) return error.message;
  return error instanceof Error ? error.name : 'Unknown error';
}
