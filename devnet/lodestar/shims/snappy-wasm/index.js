// Stand-in for @chainsafe/snappy-wasm over snappyjs: raw snappy blocks.
import snappyjs from "snappyjs";

// snappyjs takes a Buffer for another kind of input than a Uint8Array.
const plain = (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export function max_compress_len(length) {
  return 32 + length + Math.floor(length / 6);
}

/** The length that the little-endian base-128 number at the head of a block states. */
export function decompress_len(bytes) {
  let length = 0;
  for (let i = 0; i < Math.min(bytes.length, 5); i++) {
    length += (bytes[i] & 0x7f) * 2 ** (7 * i);
    if ((bytes[i] & 0x80) === 0) return length;
  }
  throw Error("bad snappy header");
}

export class Encoder {
  compress(input) {
    return plain(snappyjs.compress(plain(input)));
  }

  compress_into(input, output) {
    const compressed = this.compress(input);
    output.set(compressed, 0);
    return compressed.length;
  }

  free() {}
}

export class Decoder {
  decompress(input) {
    return plain(snappyjs.uncompress(plain(input)));
  }

  decompress_into(input, output) {
    const decompressed = this.decompress(input);
    output.set(decompressed, 0);
    return decompressed.length;
  }

  free() {}
}

export default { Encoder, Decoder, max_compress_len, decompress_len };
