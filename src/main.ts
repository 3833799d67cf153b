import { loadWords } from './app/languages/load-words';
import { speakOnDemand } from './app/static-home/speak-on-demand';
import { startOnDemand } from './app/static-home/start-on-demand';

speakOnDemand(document, async () => new (await import('./app/static-home/static-page')).StaticPage(document));
void startOnDemand(document, async () => {
  const [{ start }, speak] = await Promise.all([import('./app/start'), loadWords(document)]);
  return {
    start: () => {
      speak();
      return start();
    },
  };
});
