/** A user who views their profile. */
export interface Viewer {
  readonly userId: string;
  readonly token: string;
}

/** Requests the profile as the page does. @throws {Error} If the response is not a profile. */
export async function viewProfile(origin: string, { token }: Viewer): Promise<string> {
  const response = await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}
