// Not in `session-channel.ts`, which is in the first load: then the package would have one file of that and of the code that
// is loaded with Auth0's SDK.
/** The SHA-256 of `clientId|sub` in hexadecimal: identifies a user to other tabs and later visits without naming one. */
export async function subjectFingerprint(clientId: string, sub: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${clientId}|${sub}`));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
