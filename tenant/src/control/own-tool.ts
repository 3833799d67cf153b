/** Paths of the control and the inspector: no part of what is imitated, so neither faults nor journal touch them. */
export function isOwnTool(path: string): boolean {
  return ['/control', '/_inspector'].some((tool) => path === tool || path.startsWith(`${tool}/`));
}
