// Keys of the database: one byte for the bucket, then what tells the entries of the bucket apart.

export const BUCKET_LENGTH = 1;

/** Big-endian, so that the order of keys is that of the numbers. */
export function encodeNumberForDbKey(value, size) {
  const bytes = Buffer.alloc(size);
  let rest = BigInt(value);
  for (let i = size - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}

export function decodeNumberForDbKey(bytes, size) {
  let value = 0n;
  for (const byte of bytes.subarray(0, size)) value = (value << 8n) | BigInt(byte);
  return Number(value);
}

/** Text goes in as UTF-8, numbers as 8 bytes, bytes as they are. */
export function encodeKey(bucket, key) {
  const isNumber = typeof key === "number" || typeof key === "bigint";
  return Buffer.concat([Buffer.of(bucket), isNumber ? encodeNumberForDbKey(key, 8) : Buffer.from(key)]);
}

/** The range of keys of a bucket that the options ask for, in terms of encoded keys. */
export function rangeOf(bucket, options = {}, encode) {
  const range = { reverse: options.reverse, limit: options.limit };
  for (const bound of ["gt", "gte", "lt", "lte"]) {
    if (options[bound] !== undefined) range[bound] = encode(options[bound]);
  }
  if (!range.gt && !range.gte) range.gte = Buffer.of(bucket);
  if (!range.lt && !range.lte) range.lt = Buffer.of(bucket + 1);
  return range;
}
