// Preloaded into a program that runs in another's place: when that other is killed outright, stop as if told to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone must not keep a finished program running.
process.channel?.unref();
