/** A user who views their profile. */
export interface Viewer {
  readonly userId: string;
  readonly token: string;
}

/** Requests the profile as the page does. @throws {Error} If the response is not a profile. */
export async function viewProfile(origin: string, { token }: Viewer): Promise<string> {
  const answer = await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return text;
}
