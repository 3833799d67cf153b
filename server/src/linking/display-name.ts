/** What a person would recognise an identity by: its name, address, number or nickname, whichever there is first. */
export function displayName(profileData: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of ['name', 'email', 'phone_number', 'username', 'nickname']) {
    const value = Object.hasOwn(profileData, key) ? profileData[key] : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}
