import { startOnDemand } from './app/static-home/start-on-demand';

startOnDemand(document, () => import('./app/start'));
