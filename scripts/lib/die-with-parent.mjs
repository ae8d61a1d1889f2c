// Loaded into every Node child with --import: when the start is killed, its end of the channel closes, and nothing of
// it may live on (a server on the port, a build in .next). A start that stops in order tells its children first.
process.once("disconnect", () => process.exit(1));
process.channel?.unref();
