/** A service for the specs: says it is ready and stays, or crashes. */
if (process.argv[2] === 'crash') {
  console.error('something broke');
  process.exitCode = 7;
  process.disconnect();
} else {
  process.on('disconnect', () => process.exit());
  process.send?.({ ready: true });
}
