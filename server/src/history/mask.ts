/** An email address that only its owner recognizes: `a…a@example.com`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = Array.from(email.slice(0, Math.max(at, 0)));
  const shown = local.length > 2 ? `${local.at(0) ?? ''}…${local.at(-1) ?? ''}` : `${local.at(0) ?? ''}…`;
  return `${shown}@${email.slice(at + 1)}`;
}

/** A name for messages that others may read: an address as {@link maskedEmail}, else the initials, `A… L…`. */
export function maskedName(name: string): string {
  const trimmed = name.trim();
  // Only a plain host after the @: with a path, a name would become a link.
  if (/^[^\s@]+@[^\s@/?#:\\]+$/.test(trimmed)) return maskedEmail(trimmed);
  const words = trimmed.split(/\s+/).slice(0, 3);
  return words.map((word) => `${Array.from(word).at(0) ?? ''}…`).join(' ');
}
