const ROOT_LABELS: Readonly<Record<string, () => string>> = {
  name: () => $localize`:@@onefold.merge.field.name:Name`,
  nickname: () => $localize`:@@onefold.merge.field.nickname:Nickname`,
  email: () => $localize`:@@onefold.merge.field.email:E-mail`,
  phone_number: () => $localize`:@@onefold.merge.field.phone_number:Phone`,
  picture: () => $localize`:@@onefold.merge.field.picture:Picture`,
};

/** What people call a field of an account; a key of an application's own is only made readable (`dateOfBirth`). */
export function fieldLabel(key: string): string {
  const known = Object.hasOwn(ROOT_LABELS, key) ? ROOT_LABELS[key] : undefined;
  if (known) return known();
  const words = key
    .replace(/^user_metadata\./, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  return words === '' ? key : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
