/** A command for the specs, with one service: reports its process, and what happens when it gets a signal. */
import { stopOnSignals } from './children.mjs';
import { startService } from './start-service.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

stopOnSignals();
const service = startService({ name: 'service', script: inWorkspace('scripts', 'process', 'testing-service.mjs') });
service.crashed.then(console.log, console.error);
stopOnSignals(async () => {
  console.log('stopping');
  await service.stop();
  console.log('stopped without a crash report');
});
await service.message;
process.send?.({ pid: process.pid });
