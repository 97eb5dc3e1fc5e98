/** What `commander` has to say about a command line, as one line with the nearest name. */
import type { Command, CommanderError } from "commander";
import { unknownName } from "../names.ts";

export const misuseText = (
  error: CommanderError,
  program: Command,
  args: readonly string[],
): string => {
  const command = program.commands.find((known) => known.name() === args[0]);
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption")
    return unknownName("option", quoted, optionsOf(command ?? program), command?.name());
  if (error.code === "commander.unknownCommand") {
    const names = program.commands.map((known) => known.name());
    return unknownName("command", quoted, names);
  }
  const plain = error.message.replace(/^error: /, "").replace(/\n[^]*$/, "");
  const help = command === undefined ? "strategos --help" : `strategos ${command.name()} --help`;
  return `${plain} (see ${help})`;
};

const optionsOf = (command: Command): readonly string[] => [
  ...command.options.map(({ long, flags }) => long ?? flags),
  "--help",
];
