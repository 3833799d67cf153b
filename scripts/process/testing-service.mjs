/** A service for the specs: reports that it is ready and keeps running, or crashes. */
if (process.argv[2] === 'crash') {
  console.error('something broke');
  process.exitCode = 7;
  process.disconnect();
} else {
  process.on('disconnect', () => process.exit());
  process.send?.({ ready: true });
}
