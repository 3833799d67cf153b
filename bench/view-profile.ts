/** Somebody who looks at a profile. */
export interface Viewer {
  readonly userId: string;
  readonly token: string;
}

/** Looks at the profile as the page does. @throws {Error} Where anything but the profile comes back. */
export async function viewProfile(origin: string, { token }: Viewer): Promise<string> {
  const answer = await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return text;
}
