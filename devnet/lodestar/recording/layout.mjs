// Compact JSON that can still be read and compared: lists of slots, epochs and validators have a line per
// element.

const ONE_PER_LINE = ["validators", "slots", "epochs"];

/** The recording's text. */
export function write(recording) {
  const members = Object.entries(recording).map(([name, value]) => {
    if (!ONE_PER_LINE.includes(name)) return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    return `${JSON.stringify(name)}: [\n${value.map((element) => JSON.stringify(element)).join(",\n")}\n]`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}
