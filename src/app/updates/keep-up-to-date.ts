import { type ApplicationRef, createComponent, createEnvironmentInjector } from '@angular/core';
import { SwUpdate, provideServiceWorker } from '@angular/service-worker';
import { UpdatePromptComponent } from './update-prompt.component';
import { workerScriptUrl } from './worker-script-url';

/** Minimum interval between checks for a new version, which run when the user returns to an open page. */
const BETWEEN_CHECKS_MS = 15 * 60_000;

/**
 * Registers the service worker, which keeps the portal's files for the next visit, and notifies the user when a newer
 * version of them is ready.
 */
export async function keepUpToDate(app: ApplicationRef): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // Created when it is needed: among the application's own providers it would be part of the first load.
  const injector = createEnvironmentInjector([provideServiceWorker('')], app.injector);
  const updates = injector.get(SwUpdate);
  updates.versionUpdates.subscribe(({ type }) => {
    if (type === 'VERSION_READY') showPrompt(app);
  });
  // The cached files are damaged and the server has only newer ones.
  updates.unrecoverable.subscribe(() => showPrompt(app));
  try {
    // Every check bypasses the HTTP cache, so that a broken worker can be replaced at once.
    await navigator.serviceWorker.register(workerScriptUrl(), { updateViaCache: 'none' });
  } catch {
    // Browsers may refuse to store files (private windows, policies): the portal then works only with a network.
    return;
  }
  checkOnReturn(updates);
}

function checkOnReturn(updates: SwUpdate): void {
  let checked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checked < BETWEEN_CHECKS_MS) return;
    checked = Date.now();
    // Offline, or the worker is being replaced: checked again when the user next returns.
    updates.checkForUpdate().catch(() => undefined);
  });
}

function showPrompt(app: ApplicationRef): void {
  if (document.querySelector('app-update-prompt')) return;
  const host = document.createElement('app-update-prompt');
  document.body.append(host);
  const prompt = createComponent(UpdatePromptComponent, { environmentInjector: app.injector, hostElement: host });
  prompt.instance.later.subscribe(() => {
    prompt.destroy();
    // The used button has been removed: move the focus so that keyboard and screen reader users can continue.
    document.getElementById('main')?.focus();
  });
  app.attachView(prompt.hostView);
}
