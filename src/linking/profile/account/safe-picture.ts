/**
 * The address of a picture if it may be shown, else `null`. Pictures come from providers, so only encrypted or embedded
 * ones are loaded: nothing on the local network, no script.
 */
export function safePicture(picture: string | undefined): string | null {
  if (picture === undefined || !URL.canParse(picture)) {
    return null;
  }
  const { protocol, username, password } = new URL(picture);
  if (protocol === 'https:') {
    return username === '' && password === '' ? picture : null;
  }
  return /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(picture) ? picture : null;
}
