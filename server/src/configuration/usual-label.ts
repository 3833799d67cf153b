/** Labels of the connections most tenants have. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['google-oauth2', 'Google'],
  ['github', 'GitHub'],
  ['windowslive', 'Microsoft'],
  ['apple', 'Apple'],
  ['facebook', 'Facebook'],
  ['linkedin', 'LinkedIn'],
  ['twitter', 'X'],
  ['Username-Password-Authentication', 'Email and password'],
  ['email', 'Email code'],
  ['sms', 'Phone (SMS)'],
]);

/** The default label of a connection: its usual name, else its own. */
export function usualLabel(connection: string): string {
  return LABELS.get(connection) ?? connection;
}
