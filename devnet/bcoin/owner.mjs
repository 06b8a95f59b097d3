// Names the script that pays a key (P2WPKH): JSON `{"key": hex}` on standard input, hex on standard output.
import process from "node:process";
import { text } from "node:stream/consumers";
import { signerOf } from "./key.mjs";

const { key } = JSON.parse(await text(process.stdin));
console.log(Buffer.from(signerOf(key).script).toString("hex"));
