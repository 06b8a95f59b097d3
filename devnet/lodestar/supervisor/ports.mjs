// The ports of a devnet: free ones are chosen where the settings say 0, taken ones are refused.
import net from "node:net";

const NAMES = ["restPort", "enginePort", "p2pPort"];

/** Opens a port of 127.0.0.1 for a moment. Gives its number. */
function claim(name, port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", (e) =>
      reject(
        Error(
          e.code === "EADDRINUSE" ? `${name} ${port} on 127.0.0.1 is taken` : `${name} ${port}: ${e.message}`,
        ),
      ),
    );
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });
}

/** The settings with ports that were free just now. Throws when one is taken. */
export async function withPorts(settings) {
  const result = { ...settings };
  const chosen = new Set();
  for (const name of NAMES) {
    do result[name] = await claim(name, settings[name]);
    while (settings[name] === 0 && chosen.has(result[name]));
    if (chosen.has(result[name])) throw Error(`${name} ${result[name]} is another port's number too`);
    chosen.add(result[name]);
  }
  return result;
}
