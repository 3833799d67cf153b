/**
 * The main client's memory of its organization: the cookies `auth0.{clientId}.organization_hint` and its `_legacy_`
 * twin. Every sign-in of any client with the same id rewrites or deletes them (spa-js: `_processOrgHint`), which would
 * make the main session's next silent renewal ask for the wrong organization.
 */
export class OrganizationHint {
  private readonly names: readonly string[];
  private readonly document: Pick<Document, 'cookie' | 'location'>;

  constructor(clientId: string, document: Pick<Document, 'cookie' | 'location'>) {
    const name = `auth0.${clientId}.organization_hint`;
    this.names = [name, `_legacy_${name}`];
    this.document = document;
  }

  /** Notes the hint as it is now. The returned function puts it back. */
  save(): () => void {
    const saved = this.names.map((name) => [name, this.read(name)] as const);
    return () => saved.forEach(([name, value]) => this.write(name, value));
  }

  private read(name: string): string | null {
    const prefix = `${name}=`;
    const cookie = this.document.cookie.split('; ').find((pair) => pair.startsWith(prefix));
    return cookie === undefined ? null : cookie.slice(prefix.length);
  }

  // The same attributes as the SDK's: a day, and on https SameSite=None but for the legacy twin.
  private write(name: string, value: string | null): void {
    const secure = this.document.location.protocol === 'https:';
    const attributes = secure ? `; Secure${name.startsWith('_legacy_') ? '' : '; SameSite=None'}` : '';
    const lifetime = value === null ? 0 : 86_400;
    this.document.cookie = `${name}=${value ?? ''}; Path=/; Max-Age=${lifetime}${attributes}`;
  }
}
