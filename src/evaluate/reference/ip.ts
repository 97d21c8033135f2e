/** Addresses that share their first `prefix` bits; a single address has the prefix of its full width. */
export interface IpRange {
  readonly width: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

/**
 * An IPv4 or IPv6 address, or a range in CIDR form; undefined for anything else. Without a prefix it is the one
 * address. Bits after the prefix are allowed and mean nothing.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * (IP address condition operators), read 2026-11.
 */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const host = slash < 0 ? text : text.slice(0, slash);
  const v4 = parseIpv4(host);
  const address = v4 ?? parseIpv6(host);
  if (address === undefined) return undefined;
  const width = v4 === undefined ? 128 : 32;
  const prefix = slash < 0 ? width : parseSmall(text.slice(slash + 1), 10, 3);
  if (prefix === undefined || prefix > width) return undefined;
  return { width, address, prefix };
}

/** Whether all addresses of `inner` are in `outer`. An IPv4 address is never in an IPv6 range, nor the reverse. */
export function contains(outer: IpRange, inner: IpRange): boolean {
  if (outer.width !== inner.width || inner.prefix < outer.prefix) return false;
  const ignored = BigInt(outer.width - outer.prefix);
  return outer.address >> ignored === inner.address >> ignored;
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split(".").map((octet) => parseSmall(octet, 10, 3));
  if (octets.length !== 4) return undefined;
  return joinedNumbers(octets, 8n, 255);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = withoutDottedQuad(text)?.split("::");
  if (halves === undefined || halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = before!.length + (after?.length ?? 0);
  if (after === undefined ? given !== 8 : given > 7) return undefined;
  const groups = [...before!, ...Array<string>(8 - given).fill("0"), ...(after ?? [])];
  return joinedNumbers(
    groups.map((group) => parseSmall(group, 16, 4)),
    16n,
    0xffff,
  );
}

/** "::ffff:192.0.2.1" as "::ffff:c000:201"; undefined when what follows the last colon is no address. */
function withoutDottedQuad(text: string): string | undefined {
  const tail = text.lastIndexOf(":") + 1;
  if (!text.includes(".")) return text;
  const quad = tail === 0 ? undefined : parseIpv4(text.slice(tail));
  if (quad === undefined) return undefined;
  return `${text.slice(0, tail)}${(quad >> 16n).toString(16)}:${(quad & 0xffffn).toString(16)}`;
}

function joinedNumbers(
  numbers: readonly (number | undefined)[],
  bits: bigint,
  most: number,
): bigint | undefined {
  let value = 0n;
  for (const number of numbers) {
    if (number === undefined || number > most) return undefined;
    value = (value << bits) | BigInt(number);
  }
  return value;
}

/** A short number without sign. Decimal ones have no leading zeros, which some readers take for octal. */
function parseSmall(text: string, radix: 10 | 16, digits: number): number | undefined {
  const wellFormed = radix === 10 ? /^(0|[1-9]\d*)$/ : /^[0-9A-Fa-f]+$/;
  return text.length <= digits && wellFormed.test(text) ? Number.parseInt(text, radix) : undefined;
}
