// Bytes in hexadecimal with 0x, as in the Beacon API.

export const toHex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;
export const fromHex = (hex) => Buffer.from(hex.replace(/^0x/, ""), "hex");
