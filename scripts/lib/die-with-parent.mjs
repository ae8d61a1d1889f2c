// Loaded into every Node child with --import: when the start is killed, its end of the channel closes, and nothing of
// it may live on (a server on the port, a build in .next). A start that stops in order tells its children first.
// A child's own workers inherit the flag, but their channel is between the two of them and closes in peace.
if (process.env.PODIUM_PARENT === String(process.ppid)) {
  process.once("disconnect", () => process.exit(1));
  process.channel?.unref();
}
