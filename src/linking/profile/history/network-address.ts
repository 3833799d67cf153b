/** A shortened IP address as people know one: `203.0.113.*` for `203.0.113.0/24`, `2001:db8:85a3:*` for its /48. */
export function networkAddress(address: string): string {
  return address.replace(/\.0\/24$/, '.*').replace(/::\/48$/, ':*');
}
