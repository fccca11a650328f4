/** The name of a channel as LISTEN takes it: letters keep their case, and nothing in it is SQL. */
const LONGEST_BYTES = 63;

export function quotedChannel(channel: string): string {
  // A longer one would be cut in silence, and never heard: pg_notify refuses it.
  const sizeBytes = Buffer.byteLength(channel);
  if (sizeBytes === 0 || sizeBytes > LONGEST_BYTES || channel.includes('\0')) {
    throw new Error(`The name of a channel has 1 to ${LONGEST_BYTES} bytes.`);
  }
  return `"${channel.replaceAll('"', '""')}"`;
}
