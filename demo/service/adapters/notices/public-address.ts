/** Which addresses the service sends to on somebody else's word: those of the public internet, and no others. */
import ipaddr from 'ipaddr.js';

/** @param address IPv4 or IPv6, in numbers */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address within an IPv6 one is judged as what it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // IPv6 outside 2000::/3 is nobody's yet, or a network's own (RFC 4291 section 2.4).
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'));
}

/** Names that mean this machine, or this network, wherever they are asked for (RFC 6761, RFC 6762, RFC 9476). */
export function isLocalName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name);
}
