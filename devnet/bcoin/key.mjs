// A private key with which bitcoinjs-lib signs and pays.
import { createHmac } from "node:crypto";
import * as secp from "@noble/secp256k1";
import { payments } from "bitcoinjs-lib";

secp.etc.hmacSha256Sync = (key, ...parts) =>
  createHmac("sha256", key).update(secp.etc.concatBytes(...parts)).digest();

export const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

/** True for a good signature, as psbts ask for it. */
export const verify = (publicKey, hash, signature) => secp.verify(signature, hash, publicKey);

/** The signer of a key of 32 bytes in hex, with the script that pays it. */
export function signerOf(hex) {
  const key = bytes(hex);
  const publicKey = secp.getPublicKey(key, true);
  return {
    publicKey,
    script: payments.p2wpkh({ pubkey: publicKey }).output,
    sign: (hash) => secp.sign(hash, key).toCompactRawBytes(),
  };
}
