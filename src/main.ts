import { requestSettings } from './app/configuration/request-settings';
import { startEarly } from './app/configuration/start-early';
import { loadWords } from './app/languages/load-words';
import { closeLeftPopovers } from './app/shell/close-left-popovers';
import { speakOnDemand } from './app/static-home/speak-on-demand';
import { startOnDemand } from './app/static-home/start-on-demand';

speakOnDemand(document, async () => new (await import('./app/static-home/static-page')).StaticPage(document));
closeLeftPopovers(document);
void startOnDemand(document, async () => {
  const settings = requestSettings(document);
  const session = startEarly(document, settings);
  // Its consumer handles the rejection, possibly later.
  settings.catch(() => undefined);
  // The session check takes longest: load its code alone, before the application's.
  await session.catch(() => undefined);
  const [{ start }, speak] = await Promise.all([import('./app/start'), loadWords(document)]);
  return {
    start: () => {
      speak();
      return start(settings, session);
    },
  };
});
