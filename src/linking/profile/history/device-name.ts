import { deviceOf } from '@onefold/contract/user-agent';

/** Browser and system as text, such as `Firefox on Windows`: a hint for the user, never trusted. */
export function deviceName(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return $localize`:@@onefold.history.device:${browser}:browser: on ${system}:system:`;
  return browser ?? system ?? $localize`:@@onefold.history.unknownDevice:an unknown device`;
}
